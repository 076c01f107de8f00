import { type NumberType, numberTypes } from './number-types.js';
import { PickleGlobal, PickleObject, PickleTuple, type PickleValue } from './pickle-value.js';
import { PickleRefusedError, type PickleRules } from './read-pickle.js';

/** Numbers in a row, as they lie in the file. */
export class TorchStorage extends PickleObject {
  constructor(
    readonly type: NumberType,
    /** Names the bytes in the file. */
    readonly key: string,
    /** Count of numbers. */
    readonly size: number,
  ) {
    super();
  }
}

/** A view of a storage; offset and strides count numbers. */
export class TorchTensor extends PickleObject {
  constructor(
    readonly storage: TorchStorage,
    readonly offset: number,
    readonly shape: readonly number[],
    readonly strides: readonly number[],
  ) {
    super();
  }
}

const storageGlobals = [...numberTypes.keys()].map((name) => [`torch ${name}`, null] as const);

/** What a pickle that `torch.save` made of a state dictionary names: dictionaries, tensors, kinds of storage. */
export function torchRules(storages: Map<string, TorchStorage>): PickleRules {
  return {
    globals: new Map<string, ((args: readonly PickleValue[]) => PickleValue) | null>([
      ...storageGlobals,
      ['collections OrderedDict', makeDictionary],
      ['torch._utils _rebuild_tensor_v2', makeTensor],
      // A parameter is its tensor, and whether it is trained.
      ['torch._utils _rebuild_parameter', ([tensor]) => tensor ?? refuse('a parameter without a tensor')],
    ]),
    persistentId: (id) => findStorage(id, storages),
  };
}

function makeDictionary(args: readonly PickleValue[]): PickleValue {
  if (args.length > 0) refuse('a dictionary made of something');
  return new Map();
}

/** The arguments of torch._utils._rebuild_tensor_v2: storage, offset, size, stride, requires_grad, hooks. */
function makeTensor([storage, offset, shape, strides]: readonly PickleValue[]): PickleValue {
  if (!(storage instanceof TorchStorage)) return refuse('a tensor without a storage');
  const [sides, steps] = [wholeNumbers(shape), wholeNumbers(strides)];
  if (!isCount(offset) || !sides || !steps || sides.length !== steps.length || sides.length > 8)
    return refuse('a tensor whose shape is none');
  const count = sides.reduce((product, side) => product * side, 1);
  const last = offset + sides.reduce((sum, side, axis) => sum + (side - 1) * steps[axis]!, 0);
  // More numbers than the storage has would be a small file that fills the memory.
  if (count > storage.size || (count > 0 && last >= storage.size))
    return refuse(`a tensor of shape [${sides.join(', ')}] in a storage of ${storage.size} numbers`);
  return new TorchTensor(storage, offset, sides, steps);
}

/** ('storage', class, key, location, size), and in the legacy format a view, which only torch before 0.4 made. */
function findStorage(id: PickleValue, storages: Map<string, TorchStorage>): TorchStorage {
  const [word, type, key, , size, view] = id instanceof PickleTuple ? id.items : [];
  const numbers = type instanceof PickleGlobal ? numberTypes.get(type.name.replace('torch ', '')) : undefined;
  if (word !== 'storage' || !numbers || typeof key !== 'string' || !isCount(size) || (view ?? null) !== null)
    return refuse('a storage of an unknown kind');
  const known = storages.get(key);
  if (known && (known.type !== numbers || known.size !== size)) return refuse('one storage in two sizes');
  const storage = known ?? new TorchStorage(numbers, key, size);
  storages.set(key, storage);
  return storage;
}

function wholeNumbers(value: PickleValue | undefined): number[] | null {
  if (!(value instanceof PickleTuple)) return null;
  return value.items.every(isCount) ? (value.items as number[]) : null;
}

function isCount(value: PickleValue | undefined): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function refuse(what: string): never {
  throw new PickleRefusedError(`its pickle holds ${what}`);
}
