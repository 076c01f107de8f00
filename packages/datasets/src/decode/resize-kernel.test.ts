import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import wabt from 'wabt';
import { kernelBytes } from './resize-kernel.js';

test('resize-kernel.ts holds what resize-kernel.wat says', async () => {
  const source = readFileSync(new URL('./resize-kernel.wat', import.meta.url), 'utf8');
  const module = (await wabt()).parseWat('resize-kernel.wat', source, { simd: true });
  // Where the source was changed, CODE becomes what this expects.
  expect(Buffer.from(kernelBytes()).toString('base64')).toBe(
    Buffer.from(module.toBinary({}).buffer).toString('base64'),
  );
});
