import { appendFileSync, writeFileSync } from 'node:fs';
import { frameRecord } from '@teamnet/datasets';

/**
 * Scalars in the file format of TensorBoard: TFRecords of `tensorflow.Event` messages
 * (tensorflow/core/util/event.proto, summary.proto). Written here in full because tfjs-node's own writer needs the
 * native engine, and these two messages are all that scalars need.
 */
export class EventFile {
  /** @param wallTime seconds since 1970 */
  constructor(
    readonly file: string,
    wallTime: number,
  ) {
    const event = [...double(1, wallTime), ...bytes(3, Buffer.from('brain.Event:2'))];
    writeFileSync(file, frameRecord(Buffer.from(event)));
  }

  /** @param wallTime seconds since 1970 */
  addScalar(tag: string, value: number, step: number, wallTime: number): void {
    const summaryValue = [...bytes(1, Buffer.from(tag)), ...float(2, value)];
    const event = [...double(1, wallTime), ...varint(2, step), ...bytes(5, bytes(1, summaryValue))];
    appendFileSync(this.file, frameRecord(Buffer.from(event)));
  }
}

// Protocol Buffers' wire format: each field begins with its number and its wire type (0 varint, 1 eight bytes,
// 2 length and bytes, 5 four bytes).

function double(field: number, value: number): number[] {
  const eight = Buffer.alloc(8);
  eight.writeDoubleLE(value);
  return [(field << 3) | 1, ...eight];
}

function float(field: number, value: number): number[] {
  const four = Buffer.alloc(4);
  four.writeFloatLE(value);
  return [(field << 3) | 5, ...four];
}

function varint(field: number, value: number): number[] {
  return [field << 3, ...varintBytes(value)];
}

function bytes(field: number, value: Iterable<number>): number[] {
  const all = [...value];
  return [(field << 3) | 2, ...varintBytes(all.length), ...all];
}

function varintBytes(value: number): number[] {
  const result: number[] = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return [...result, rest];
    result.push((rest % 128) | 128);
  }
}
