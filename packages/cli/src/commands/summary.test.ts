import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Context } from '../context.js';
import { main } from '../main.js';

/** Runs `teamnet summary` and gives what it printed. */
async function summary(...args: string[]) {
  const out: string[] = [];
  const err: string[] = [];
  const context: Context = {
    cwd: import.meta.dirname,
    print: (line) => out.push(line),
    printJson: (value) => out.push(JSON.stringify(value)),
    note: (line) => err.push(line),
    stderr: { write: (text: string) => err.push(text) } as unknown as NodeJS.WriteStream,
    abortOnInterrupt: () => new AbortController().signal,
    interrupted: () => false,
  };
  const code = await main(['summary', ...args], context);
  return { code, out: out.join('\n'), err: err.join('\n') };
}

test('the heads of a network stand side by side, as a table and as JSON', async () => {
  const args = ['--model', 'mini-xception', '--image-size', '96', '--compare-heads'];
  const { code, out } = await summary(...args);
  expect(code).toBe(0);
  expect(out).toMatch(/\nglobal average pooling +512 +2,565 +723,909 +0\.4 %\nflatten +4,608 +23,045 /);
  const { heads, layers, flops } = JSON.parse((await summary(...args, '--json')).out);
  expect(heads.map(({ head }: { head: string }) => head)).toEqual(['global-average-pooling', 'flatten']);
  expect(layers.at(-1)).toMatchObject({ name: 'head', parameters: 2_565, nonTrainable: 0, flops: 5_125 });
  expect(flops).toBe(layers.reduce((sum: number, layer: { flops: number }) => sum + layer.flops, 0));
});

test('a diagram is written beside the table', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'teamnet-summary-'));
  try {
    const file = join(folder, 'network.svg');
    const { code, err } = await summary('--model', 'inception-style', '--diagram', file);
    expect([code, err]).toEqual([0, `diagram: ${file}`]);
    expect(readFileSync(file, 'utf8')).toContain('block1_concatenate');
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('a network that leaves nothing of a small image is told with the layer and its window', async () => {
  const { code, err } = await summary('--model', 'vgg16', '--image-size', '16');
  expect(code).toBe(2);
  expect(err).toContain('after the layer "block5_pool", whose window of 2 x 2 is given 1 x 1.');
});
