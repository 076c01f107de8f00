import fc from 'fast-check';
import * as tar from 'tar';
import { expect, test } from 'vitest';
import { buildTar, paxRecord, type TarMember } from '../fuzz/targets/build-tar.js';
import { TarReader } from './tar-reader.js';

interface Found {
  path: string;
  type: string;
  bytes: Buffer;
}

function byUs(archive: Buffer, cuts: readonly number[]): Found[] {
  const found: Found[] = [];
  const reader = new TarReader(tar, (path, type) => {
    const pieces: Buffer[] = [];
    return {
      piece: (bytes) => pieces.push(Buffer.from(bytes)),
      end: () => found.push({ path, type, bytes: Buffer.concat(pieces) }),
    };
  });
  const edges = [0, ...cuts.map((cut) => cut % archive.length).sort((a, b) => a - b), archive.length];
  for (const [i, edge] of edges.slice(1).entries())
    if (!reader.over) reader.write(archive.subarray(edges[i], edge));
  reader.end();
  return found;
}

function byTar(archive: Buffer): Found[] {
  const found: Found[] = [];
  let problem: Error | undefined;
  const parser = new tar.Parser({
    ...{ strict: true, brotli: false, zstd: false },
    onReadEntry: (entry) => {
      const pieces: Buffer[] = [];
      entry.on('data', (bytes) => pieces.push(bytes as Buffer));
      entry.on('end', () => found.push({ path: entry.path, type: entry.type, bytes: Buffer.concat(pieces) }));
    },
  });
  parser.on('error', (error) => {
    problem ??= error;
  });
  parser.write(archive);
  parser.end();
  if (problem) throw problem;
  return found;
}

/** What is read, or that there is an error. */
function outcome(read: () => Found[]): Found[] | 'error' {
  try {
    return read();
  } catch {
    return 'error';
  }
}

const name = fc.constantFrom(
  'a.jpg',
  'flower_photos/daisy/a.jpg',
  `${'long/'.repeat(18)}b.jpg`,
  'é/ü.jpg',
  'd/',
);
const member: fc.Arbitrary<TarMember> = fc.oneof(
  fc.record({
    name,
    bytes: fc.uint8Array({ maxLength: 1200 }),
    type: fc.constantFrom('0', '0', '0', '\0', '5', '7', 'S', '?'),
    prefix: fc.constantFrom('', '', 'flower_photos'),
  }),
  fc.record({
    name,
    bytes: fc.constant(new Uint8Array()),
    type: fc.constantFrom('1', '2', '2', '2', '0'),
    link: fc.constantFrom('', 'a.jpg', 'a.jpg', 'a.jpg'),
  }),
  fc.record({
    name: fc.constantFrom('././@LongLink', 'PaxHeader/x'),
    type: fc.constantFrom('x', 'g', 'L', 'K'),
    bytes: fc.constantFrom(
      paxRecord('path', 'pax/c.jpg'),
      paxRecord('size', '3'),
      Buffer.from('gnu/long.jpg\0'),
    ),
  }),
);

test("entries are those that tar's own parser finds, wherever the pieces are cut, and errors are errors", () => {
  let whole = 0;
  fc.assert(
    fc.property(
      fc.array(member, { maxLength: 6 }),
      fc.array(fc.nat(20_000), { maxLength: 8 }),
      fc.option(fc.nat(20_000), { freq: 1 }),
      (members, cuts, flipped) => {
        const archive = buildTar(members);
        if (flipped !== null) archive[flipped % archive.length]! ^= 1;
        const theirs = outcome(() => byTar(archive));
        if (theirs !== 'error' && theirs.length > 0) whole++;
        expect(outcome(() => byUs(archive, cuts))).toEqual(theirs);
      },
    ),
    { numRuns: 1500, seed: 8 },
  );
  expect(whole).toBeGreaterThan(300);
});
