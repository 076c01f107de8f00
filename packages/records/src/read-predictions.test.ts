import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { RecordInvalidError } from './errors.js';
import { PREDICTIONS_FILE, readPredictions } from './read-predictions.js';
import type { Run } from './run.js';

const folder = mkdtempSync(join(tmpdir(), 'teamnet-predictions-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const line = { key: 'daisy/1.jpg', label: 'daisy', predicted: 'roses', probability: 0.9 };
const run = (listed: boolean, numExamples = 2) =>
  ({ files: listed ? [{ path: PREDICTIONS_FILE }] : [], test: { numExamples } }) as Run;
const write = (lines: unknown[]) =>
  writeFileSync(
    join(folder, PREDICTIONS_FILE),
    `${lines.map((value) => JSON.stringify(value)).join('\n')}\n`,
  );

test('the predictions of a run are read in order, and an older run has none', () => {
  write([line, { ...line, key: 'daisy/2.jpg' }]);
  expect(readPredictions(run(true), folder)?.map(({ key }) => key)).toEqual(['daisy/1.jpg', 'daisy/2.jpg']);
  expect(readPredictions(run(false), folder)).toBeNull();
});

test('a file that is not what run.json tells of is one error that names it', () => {
  expect(() => readPredictions(run(true, 3), folder)).toThrow('has 2 lines, and run.json tells of 3');
  write([line, { key: 'x' }]);
  expect(() => readPredictions(run(true), folder)).toThrow(RecordInvalidError);
  expect(() => readPredictions(run(true), folder)).toThrow('line 2 lacks "key"');
  writeFileSync(join(folder, PREDICTIONS_FILE), '{ half');
  expect(() => readPredictions(run(true), folder)).toThrow('not a line of JSON for each test image');
});
