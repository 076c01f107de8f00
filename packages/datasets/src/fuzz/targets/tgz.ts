import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { type Mutation, mutate, mutations, noMutation } from '../mutation.js';
import { nastyName } from '../nasty-names.js';
import { sometimes } from '../sometimes.js';
import type { FuzzTarget } from '../target.js';
import { buildTar, paxRecord, type TarMember } from './build-tar.js';
import { prepareMutated } from './prepare-mutated.js';
import { smallImages } from './small-images.js';

interface Input {
  before: TarMember[];
  after: TarMember[];
  /** Of the tar, packed with a right checksum. */
  inner: Mutation[];
  /** Of the packed file. */
  outer: Mutation[];
  /** Zeros that a member unpacks to, MiB. */
  bomb: number;
}

/** Packed tar archives, as tf_flowers is published. */
export const tgz: FuzzTarget<Input> = {
  name: 'tgz',
  inputs: 1500,
  async prepare() {
    const images = (await smallImages()).slice(0, 3);
    const whole = ['rock', 'paper', 'scissors'].map((label, index) => ({
      ...{ name: `rps/${label}/${label}0.png`, bytes: images[index]!, type: '0' },
    }));
    const key = fc.constantFrom(
      'path',
      'linkpath',
      'size',
      'GNU.sparse.name',
      'GNU.sparse.size',
      'SCHILY.xattr.x',
    );
    const pax = fc
      .array(
        fc.tuple(
          key,
          fc.oneof(nastyName, fc.constantFrom('-1', '0', '1e9', '9007199254740993', '20')),
          sometimes(fc.constantFrom(0, 3, 1e9), undefined),
        ),
        {
          minLength: 1,
          maxLength: 3,
        },
      )
      .map((records) =>
        Buffer.concat(records.map(([name, value, length]) => paxRecord(name, value, length))),
      );
    const member: fc.Arbitrary<TarMember> = fc.oneof(
      fc.record({
        name: nastyName,
        bytes: fc.oneof(fc.uint8Array({ maxLength: 50 }), fc.constantFrom(...images)),
        type: fc.constantFrom('0', '0', '\0', '1', '2', '3', '4', '5', '6', '7', 'S', 'V', 'D', 'M', '?'),
        size: fc.constantFrom(undefined, undefined, undefined, 0, 1, 2 ** 20, 2 ** 31, 2 ** 33 - 1),
        link: nastyName,
        prefix: fc.constantFrom('', '', '..', '/', 'rps/rock'),
      }),
      fc.record({
        ...{
          name: fc.constantFrom('././@LongLink', 'rps/PaxHeader/x'),
          type: fc.constantFrom('x', 'g', 'L', 'K'),
        },
        bytes: fc.oneof(
          pax,
          nastyName.map((name) => Buffer.from(`${name}\0`)),
        ),
      }),
      fc.record({
        ...{ name: fc.constant('rps/rock/huge.png'), type: fc.constantFrom('0', 'x', 'L') },
        ...{ bytes: fc.constant(Buffer.alloc(5)), binarySize: fc.constant(true) },
        size: fc.constantFrom(0, 2 ** 34, 2 ** 40, 2 ** 53),
      }),
    );
    return {
      input: fc.record({
        before: fc.array(member, { maxLength: 2 }),
        after: fc.array(member, { maxLength: 2 }),
        inner: fc.oneof(noMutation, mutations),
        outer: fc.oneof({ weight: 2, arbitrary: noMutation }, { weight: 1, arbitrary: mutations }),
        bomb: fc.oneof(
          { weight: 40, arbitrary: fc.constant(0) },
          { weight: 1, arbitrary: fc.constantFrom(60, 130) },
        ),
      }),
      async run({ before, after, inner, outer, bomb }, folder) {
        const zeros = Buffer.alloc(bomb * 2 ** 20);
        const bombs = bomb > 0 ? [{ name: 'rps/rock/bomb.png', bytes: zeros, type: '0' }] : [];
        // A bomb stays whole: copies of it would be the harness's memory, not the reader's.
        const tar = mutate(buildTar([...before, ...whole, ...after, ...bombs]), bomb > 0 ? [] : inner);
        const bytes = mutate(gzipSync(tar, { level: 1 }), outer);
        const strict = before.length + after.length + inner.length + bomb === 0;
        return prepareMutated({ name: 'rps.tgz', bytes }, folder, images, strict);
      },
    };
  },
};
