import type { ByteReader } from '../byte-reader.js';
import { PickleGlobal, PickleObject, PickleTuple, type PickleValue } from './pickle-value.js';

/** A pickle that does something a file of weights does not need. */
export class PickleRefusedError extends Error {}

/** What a pickle may name and call. */
export interface PickleRules {
  /** By `module name`; what a call of it gives. A global that is null may be named, but not called. */
  globals: ReadonlyMap<string, ((args: readonly PickleValue[]) => PickleValue) | null>;
  /** What a persistent id stands for. */
  persistentId(id: PickleValue): PickleValue;
}

const MARK = Symbol('mark');
/** Far more than a network of weights needs (EfficientNet-Lite0's takes 12,000), and little memory. */
const MOST_OPERATIONS = 5_000_000;

/**
 * Reads one pickle (https://docs.python.org/3/library/pickletools.html), protocol 2 as `torch.save` writes it, up to
 * its STOP. It is a small stack machine for data: numbers, strings, tuples, lists, dictionaries, and calls of the
 * globals in `rules`, which are functions of this program. No code of the file runs, and nothing else is allowed.
 *
 * @param reader stands at the pickle's first byte, and afterwards behind its last
 * @throws PickleRefusedError, BytesError
 */
export function readPickle(reader: ByteReader, rules: PickleRules): PickleValue {
  return new Unpickler(reader, rules).run();
}

class Unpickler {
  private readonly stack: (PickleValue | typeof MARK)[] = [];
  private readonly memo = new Map<number, PickleValue>();

  constructor(
    private readonly reader: ByteReader,
    private readonly rules: PickleRules,
  ) {}

  run(): PickleValue {
    for (let count = 0; count < MOST_OPERATIONS; count++) {
      const at = this.reader.position;
      const code = this.reader.uint8();
      if (code === 0x2e) {
        const value = this.pop();
        if (this.stack.length > 0) throw new PickleRefusedError('its pickle ends with values left over');
        return value;
      }
      const operation = operations[code];
      if (!operation)
        throw new PickleRefusedError(
          `its pickle uses the operation 0x${code.toString(16).padStart(2, '0')} at byte ${at}, which no file of weights needs`,
        );
      operation(this, this.reader);
    }
    throw new PickleRefusedError(`its pickle has more than ${MOST_OPERATIONS} operations`);
  }

  push(value: PickleValue): void {
    this.stack.push(value);
  }
  mark(): void {
    this.stack.push(MARK);
  }
  pop(): PickleValue {
    const value = this.stack.pop();
    if (value === undefined || value === MARK)
      throw new PickleRefusedError('its pickle takes a value where none is');
    return value;
  }
  /** Takes all values above the last mark, and the mark. */
  popMark(): PickleValue[] {
    const from = this.stack.lastIndexOf(MARK);
    if (from < 0) throw new PickleRefusedError('its pickle takes values up to a mark that is not there');
    const values = this.stack.splice(from) as PickleValue[];
    return values.slice(1);
  }
  popTuple(count: number): void {
    const items = Array.from({ length: count }, () => this.pop()).reverse();
    this.push(new PickleTuple(items));
  }
  put(index: number): void {
    const value = this.pop();
    this.push(value);
    this.memo.set(index, value);
  }
  get(index: number): void {
    const value = this.memo.get(index);
    if (value === undefined) throw new PickleRefusedError('its pickle names a value that it never kept');
    this.push(value);
  }

  append(values: readonly PickleValue[]): void {
    const list = this.pop();
    if (!Array.isArray(list)) throw new PickleRefusedError('its pickle appends to what is no list');
    for (const value of values) list.push(value);
    this.push(list);
  }
  setItems(values: readonly PickleValue[]): void {
    const target = this.pop();
    if (!(target instanceof Map) || values.length % 2 !== 0)
      throw new PickleRefusedError('its pickle sets items of what is no dictionary');
    for (let i = 0; i < values.length; i += 2) {
      const key = values[i]!;
      if (typeof key !== 'string' && typeof key !== 'number')
        throw new PickleRefusedError('a key in its pickle is neither a string nor a number');
      target.set(key, values[i + 1]!);
    }
    this.push(target);
  }

  nameGlobal(): void {
    const name = `${this.reader.line()} ${this.reader.line()}`;
    if (!this.rules.globals.has(name))
      throw new PickleRefusedError(
        `its pickle wants Python's "${printable(name.replace(' ', '.'))}", which no file of weights needs`,
      );
    this.push(new PickleGlobal(name));
  }
  reduce(): void {
    const args = this.pop();
    const callee = this.pop();
    const call = callee instanceof PickleGlobal ? this.rules.globals.get(callee.name) : undefined;
    if (!call || !(args instanceof PickleTuple))
      throw new PickleRefusedError('its pickle calls what is no function of weights');
    this.push(call(args.items));
  }
  /** The state of an object: torch keeps `_metadata` of its OrderedDict there, which nothing here needs. */
  build(): void {
    this.pop();
    const target = this.pop();
    if (!(target instanceof Map || target instanceof PickleObject))
      throw new PickleRefusedError('its pickle gives a state to what has none');
    this.push(target);
  }
  persistentId(): void {
    this.push(this.rules.persistentId(this.pop()));
  }
}

type Operation = (machine: Unpickler, reader: ByteReader) => void;

/** By operation code; the names of pickletools stand beside them. */
const operations: Readonly<Record<number, Operation>> = {
  128: (_machine, reader) => checkProtocol(reader.uint8()), // PROTO
  40: (machine) => machine.mark(), // MARK
  48: (machine) => void machine.pop(), // POP
  78: (machine) => machine.push(null), // NONE
  136: (machine) => machine.push(true), // NEWTRUE
  137: (machine) => machine.push(false), // NEWFALSE
  74: (machine, reader) => machine.push(reader.int32()), // BININT
  75: (machine, reader) => machine.push(reader.uint8()), // BININT1
  77: (machine, reader) => machine.push(reader.uint16()), // BININT2
  138: (machine, reader) => machine.push(readLong(reader)), // LONG1
  71: (machine, reader) => machine.push(reader.float64()), // BINFLOAT
  88: (machine, reader) => machine.push(reader.text(reader.uint32())), // BINUNICODE
  85: (machine, reader) => machine.push(reader.text(reader.uint8())), // SHORT_BINSTRING
  93: (machine) => machine.push([]), // EMPTY_LIST
  97: (machine) => machine.append([machine.pop()]), // APPEND
  101: (machine) => machine.append(machine.popMark()), // APPENDS
  125: (machine) => machine.push(new Map()), // EMPTY_DICT
  115: (machine) => machine.setItems([machine.pop(), machine.pop()].reverse()), // SETITEM
  117: (machine) => machine.setItems(machine.popMark()), // SETITEMS
  41: (machine) => machine.push(new PickleTuple([])), // EMPTY_TUPLE
  116: (machine) => machine.push(new PickleTuple(machine.popMark())), // TUPLE
  133: (machine) => machine.popTuple(1), // TUPLE1
  134: (machine) => machine.popTuple(2), // TUPLE2
  135: (machine) => machine.popTuple(3), // TUPLE3
  113: (machine, reader) => machine.put(reader.uint8()), // BINPUT
  114: (machine, reader) => machine.put(reader.uint32()), // LONG_BINPUT
  104: (machine, reader) => machine.get(reader.uint8()), // BINGET
  106: (machine, reader) => machine.get(reader.uint32()), // LONG_BINGET
  99: (machine) => machine.nameGlobal(), // GLOBAL
  82: (machine) => machine.reduce(), // REDUCE
  98: (machine) => machine.build(), // BUILD
  81: (machine) => machine.persistentId(), // BINPERSID
};

function checkProtocol(protocol: number): void {
  if (protocol !== 2)
    throw new PickleRefusedError(`its pickle is of protocol ${protocol}; torch.save writes protocol 2`);
}

/** Two's complement, little-endian; up to ten bytes, as torch's magic number has. */
function readLong(reader: ByteReader): number {
  const bytes = reader.take(reader.uint8());
  if (bytes.length > 10) throw new PickleRefusedError('a whole number in its pickle is too large');
  let value = 0n;
  for (const [index, byte] of bytes.entries()) value |= BigInt(byte) << BigInt(8 * index);
  return Number(BigInt.asIntN(Math.max(8, 8 * bytes.length), value));
}

function printable(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, '?').slice(0, 80);
}
