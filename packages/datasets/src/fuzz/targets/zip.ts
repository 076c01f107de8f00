import fc from 'fast-check';
import { type Mutation, mutate, mutations, noMutation } from '../mutation.js';
import { nastyName } from '../nasty-names.js';
import { sometimes } from '../sometimes.js';
import type { FuzzTarget } from '../target.js';
import { buildZip, type ZipMember } from './build-zip.js';
import { prepareMutated } from './prepare-mutated.js';
import { smallImages } from './small-images.js';

const GIB = 2 ** 30;

interface Input {
  added: ZipMember[];
  count: number | null;
  /** Zeros that the last member unpacks to, MiB. */
  bomb: number;
  changes: Mutation[];
}

/** Zip archives, as rock_paper_scissors is published. */
export const zip: FuzzTarget<Input> = {
  name: 'zip',
  inputs: 1500,
  async prepare() {
    const images = (await smallImages()).slice(0, 3);
    const whole = ['rock', 'paper', 'scissors'].map((label, index) => ({
      ...{ name: `rps/${label}/${label}0.png`, bytes: images[index]!, method: index === 0 ? 0 : 8, flags: 0 },
    }));
    const size = fc.oneof(
      { weight: 4, arbitrary: fc.constant(undefined) },
      { weight: 1, arbitrary: fc.constantFrom(0, 1, 70 * 2 ** 20, 2 * GIB, 4 * GIB - 2, 4 * GIB - 1) },
    );
    const extra = fc.constantFrom(
      undefined,
      Buffer.from('0100180000000000ffff00000000000000ffffff000000', 'hex'),
      Buffer.from('01000800ffffffffffffff7f', 'hex'),
      Buffer.from('0100ffff', 'hex'),
      Buffer.from('75700900010000000061626364', 'hex'),
    );
    const member: fc.Arbitrary<ZipMember> = fc.record({
      name: nastyName,
      bytes: fc.oneof(fc.uint8Array({ maxLength: 50 }), fc.constantFrom(...images)),
      method: fc.constantFrom(0, 8, 8, 8, 9, 12, 14, 93, 99),
      // Encrypted, data descriptor, strong encryption, UTF-8, masked header.
      flags: fc.constantFrom(0, 0, 0, 1, 8, 9, 0x41, 0x800, 0x2000),
      ...{ size, packedSize: size, offset: size, extra },
      crc: sometimes(fc.nat(), undefined),
      attributes: fc.constantFrom(undefined, 0o120777 * 65536, 0o020666 * 65536, 0o010666 * 65536, 16),
    });
    return {
      input: fc.record({
        added: fc.array(member, { maxLength: 3 }),
        count: sometimes(fc.constantFrom(0, 1, 2, 100, 0xffff), null),
        bomb: fc.oneof(
          { weight: 40, arbitrary: fc.constant(0) },
          { weight: 1, arbitrary: fc.constantFrom(60, 130) },
        ),
        changes: fc.oneof(noMutation, mutations),
      }),
      async run({ added, count, bomb, changes }, folder) {
        const members = [...whole, ...added];
        const zeros = Buffer.alloc(bomb * 2 ** 20);
        if (bomb > 0) members.push({ name: 'rps/rock/bomb.png', bytes: zeros, method: 8, flags: 0 });
        const bytes = mutate(buildZip(members, count ?? undefined), changes);
        const strict = added.length === 0 && bomb === 0;
        return prepareMutated({ name: 'rps.zip', bytes }, folder, images, strict);
      },
    };
  },
};
