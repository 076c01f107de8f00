import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { temporaryFolder } from '../testing/temporary-folder.js';

test('two processes that decode the same images at once have the same ones, and leave one whole file', async () => {
  const cacheDir = temporaryFolder();
  const script = new URL('../testing/load-in-child.mjs', import.meta.url).pathname;
  const children = [1, 2].map(() =>
    spawn(process.execPath, [script, cacheDir], { stdio: ['pipe', 'pipe', 'inherit'] }),
  );
  await Promise.all(children.map(({ stdout }) => once(stdout, 'data')));
  const said = children.map(({ stdout }) => text(stdout));
  for (const { stdin } of children) stdin.write('go\n');
  const [first, second] = await Promise.all(said);
  expect(first).toMatch(/^[0-9a-f]{64}$/);
  expect(second).toBe(first);
  const files = readdirSync(join(cacheDir, 'decoded'));
  expect(files).toEqual([expect.stringMatching(/^rock_paper_scissors-40px-[0-9a-f]{32}\.u8$/)]);
  const kept = readFileSync(join(cacheDir, 'decoded', files[0]!));
  expect(createHash('sha256').update(kept).digest('hex')).toBe(first);
});
