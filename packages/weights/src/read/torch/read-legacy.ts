import { ByteReader } from '../byte-reader.js';
import type { PickleValue } from './pickle-value.js';
import { PickleRefusedError, readPickle } from './read-pickle.js';
import { type TorchStorage, torchRules } from './torch-objects.js';

/** torch.serialization.MAGIC_NUMBER. */
const MAGIC = Number(0x1950a86a20f9469cfc6cn);
const PROTOCOL = 1001;
const NOTHING = { globals: new Map(), persistentId: () => null };

/** What a file of `torch.save` holds: the saved value, and where the bytes of its storages lie. */
export interface TorchContent {
  value: PickleValue;
  bytesOf(storage: TorchStorage): Uint8Array;
}

/** Whether bytes begin as the legacy format does: a pickle of the magic number. */
export function isLegacyTorch(bytes: Uint8Array): boolean {
  return [0x80, 2, 0x8a, 10, 0x6c, 0xfc].every((byte, index) => bytes[index] === byte);
}

/**
 * Reads torch's format of before 1.6 (`_legacy_save` of torch/serialization.py): pickles of the magic number, the
 * protocol version and the system, of the value, and of the storages' keys; then for each key how many numbers it has
 * (8 bytes) and the numbers.
 * @throws PickleRefusedError, BytesError
 */
export function readLegacyTorch(bytes: Uint8Array): TorchContent {
  const reader = new ByteReader(bytes);
  if (readPickle(reader, NOTHING) !== MAGIC)
    throw new PickleRefusedError('it lacks the magic number of torch');
  if (readPickle(reader, NOTHING) !== PROTOCOL)
    throw new PickleRefusedError(`its format is not version ${PROTOCOL} of torch`);
  const system = readPickle(reader, NOTHING);
  if (!(system instanceof Map) || system.get('little_endian') !== true)
    throw new PickleRefusedError('its numbers are big-endian');
  const storages = new Map<string, TorchStorage>();
  const value = readPickle(reader, torchRules(storages));
  const keys = readPickle(reader, NOTHING);
  if (!Array.isArray(keys)) throw new PickleRefusedError('it lacks the list of its storages');
  const places = new Map<string, Uint8Array>();
  for (const key of keys) {
    const storage = typeof key === 'string' ? storages.get(key) : undefined;
    if (!storage || places.has(storage.key))
      throw new PickleRefusedError('its list of storages names one that no tensor has');
    const size = Number(reader.bigInt64());
    if (size !== storage.size)
      throw new PickleRefusedError(`a storage has ${size} numbers where its tensor needs ${storage.size}`);
    places.set(storage.key, reader.take(size * storage.type.bytes));
  }
  return {
    value,
    bytesOf({ key }) {
      const place = places.get(key);
      if (!place) throw new PickleRefusedError('a tensor has a storage that the file lacks');
      return place;
    },
  };
}
