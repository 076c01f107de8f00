import fc from 'fast-check';

/** One change to a row of bytes; `at` and `to` are shares of its length, so that every change fits every row. */
export type Mutation =
  | { kind: 'flip'; at: number; bit: number }
  | { kind: 'cut'; at: number }
  | { kind: 'remove'; at: number; count: number }
  | { kind: 'insert'; at: number; bytes: Uint8Array }
  | { kind: 'swap'; at: number; to: number; count: number }
  | { kind: 'copy'; at: number; to: number; count: number }
  | { kind: 'number'; at: number; width: 2 | 4 | 8; big: boolean; value: bigint };

const share = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true });
const count = fc.integer({ min: 1, max: 64 });
/** Where parsers that add and multiply go wrong. */
const edge = fc.constantFrom(
  ...[0n, 1n, 0x7fn, 0x80n, 0xffn, 0x7fffn, 0xffffn, 0x7fffffffn, 0x80000000n, 0xffffffffn],
  ...[0x100000000n, 0x1fffffffffffffn, 0x7fffffffffffffffn, 0xffffffffffffffffn, 0xfffffffffffffff0n],
);

const mutation: fc.Arbitrary<Mutation> = fc.oneof(
  fc.record({ kind: fc.constant('flip' as const), at: share, bit: fc.integer({ min: 0, max: 7 }) }),
  fc.record({ kind: fc.constant('cut' as const), at: share }),
  fc.record({ kind: fc.constant('remove' as const), at: share, count }),
  fc.record({
    kind: fc.constant('insert' as const),
    at: share,
    bytes: fc.uint8Array({ minLength: 1, maxLength: 40 }),
  }),
  fc.record({ kind: fc.constant('swap' as const), at: share, to: share, count }),
  fc.record({ kind: fc.constant('copy' as const), at: share, to: share, count }),
  fc.record({
    kind: fc.constant('number' as const),
    at: share,
    width: fc.constantFrom(2 as const, 4 as const, 8 as const),
    big: fc.boolean(),
    value: edge,
  }),
);

/** Up to four changes; none leaves the bytes as they are. */
export const mutations = fc.array(mutation, { maxLength: 4 });

/** The bytes as they are, to reach what lies within. */
export const noMutation: fc.Arbitrary<Mutation[]> = fc.constant([]);

/** A copy of the bytes with the changes made, one after the other. */
export function mutate(bytes: Uint8Array, changes: readonly Mutation[]): Buffer {
  return changes.reduce<Buffer>(mutateOnce, Buffer.from(bytes));
}

function mutateOnce(bytes: Buffer, change: Mutation): Buffer {
  const place = (at: number) => Math.floor(at * bytes.length);
  const at = place(change.at);
  if (bytes.length === 0) return change.kind === 'insert' ? Buffer.from(change.bytes) : bytes;
  switch (change.kind) {
    case 'flip':
      bytes[at]! ^= 1 << change.bit;
      return bytes;
    case 'cut':
      return bytes.subarray(0, at);
    case 'remove':
      return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + change.count)]);
    case 'insert':
      return Buffer.concat([bytes.subarray(0, at), change.bytes, bytes.subarray(at)]);
    case 'swap': {
      const [first, second] = [at, place(change.to)].sort((a, b) => a - b) as [number, number];
      const size = Math.min(change.count, second - first, bytes.length - second);
      const kept = Buffer.from(bytes.subarray(first, first + size));
      bytes.copy(bytes, first, second, second + size);
      kept.copy(bytes, second);
      return bytes;
    }
    case 'copy': {
      const piece = bytes.subarray(at, at + change.count);
      const to = place(change.to);
      return Buffer.concat([bytes.subarray(0, to), piece, bytes.subarray(to)]);
    }
    case 'number': {
      const written = Buffer.alloc(8);
      if (change.big)
        written.writeBigUInt64BE(BigInt.asUintN(64, change.value << BigInt(64 - 8 * change.width)));
      else written.writeBigUInt64LE(change.value);
      written.copy(bytes, at, 0, Math.min(change.width, bytes.length - at));
      return bytes;
    }
  }
}
