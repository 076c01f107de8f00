import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { DIVERGENCE_FILE, readDivergence } from './divergence.js';

const folder = mkdtempSync(join(tmpdir(), 'teamnet-divergence-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const write = (content: string) => writeFileSync(join(folder, DIVERGENCE_FILE), content);

test('why a training left no run is read back; what is missing or broken explains nothing', () => {
  expect(readDivergence(folder)).toBeNull();
  write('{"epoch":2,"loss":"NaN","learningRate":3}');
  expect(readDivergence(folder)).toEqual({ epoch: 2, loss: 'NaN', learningRate: 3 });
  for (const broken of ['{ half', 'null', '{"epoch":2,"loss":"<b>","learningRate":3}', '{"epoch":"2"}']) {
    write(broken);
    expect(readDivergence(folder)).toBeNull();
  }
});
