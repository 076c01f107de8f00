import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { CREDITS_FILE, formatCredits, readCredits } from '../../credits/credits-file.js';
import { parseCredits } from '../../credits/parse-credits.js';
import { judge } from '../judge.js';
import { type Mutation, mutate, mutations } from '../mutation.js';
import type { FuzzTarget } from '../target.js';

const NOTICE = `All images are licensed under the Creative Commons By-Attribution License:

daisy/1_n.jpg CC-BY by Ann  Lee - https://photos.example/ann/1/
daisy/2.jpg CC-BY by Bùi Linh - with - dashes - https://photos.example/b@N04/2/
roses/3.jpg CC-BY https://photos.example/夏/ - by 夏爱克
roses/4.jpg CC-BY https://photos.example/c/ - by Cy ♥ 90% off
`;

interface Input {
  notice: Mutation[];
  list: Mutation[];
}

/** LICENSE.txt of an archive, and the list that preparing makes of it. */
export const credits: FuzzTarget<Input> = {
  name: 'credits',
  inputs: 500,
  async prepare() {
    return {
      input: fc.record({ notice: mutations, list: mutations }),
      async run({ notice, list }, root) {
        const folder = join(root, 'v');
        mkdirSync(folder);
        const file = join(folder, CREDITS_FILE);
        const parsed = parseCredits(mutate(Buffer.from(NOTICE), notice).toString('utf8'));
        const written = formatCredits(
          [...parsed].map(([photo, credit], index) => ({ tfdsId: `shard__${index}`, photo, ...credit })),
        );
        // Whatever the notice says, preparing writes a list that is read again as it was.
        writeFileSync(file, written);
        const again = [...readCredits(folder).values()].map(({ photo, ...credit }) => [photo, credit]);
        if (JSON.stringify(again) !== JSON.stringify([...parsed])) throw new Error(`Read again: ${written}`);
        writeFileSync(file, mutate(Buffer.from(written), list));
        return judge(() => readCredits(folder), [file]);
      },
    };
  },
};
