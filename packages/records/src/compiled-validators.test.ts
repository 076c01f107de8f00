import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { compileValidators, loadValidators } from './compiled-validators.js';

// Inside the checkout, where what is compiled finds ajv.
const folder = mkdtempSync(join(import.meta.dirname, '../../../node_modules/.compiled-'));
const file = join(folder, 'validators.cjs');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const member = { id: 's1-1', name: 'Minji' };
const VALUES = {
  team: [
    { team: 'team-1', members: [member, { ...member, id: 's1-2' }, { ...member, id: 's1-3' }] },
    { team: 'team-1', members: [] },
    { team: 7, members: [{ id: 'a b' }], more: 1 },
    null,
  ],
  homework: [{}, { team: 'team-1', datasets: ['mnist'], training: { optimizer: { name: 'adam' } } }],
  augment: [[], ['flip', { name: 'rotate' }], ['spin'], 'flip', [{ name: 'zoom', range: 'much' }]],
  run: [{ format: 'teamnet-run-1', test: { accuracy: 2 } }],
  grade: [{}],
  rubric: [{}],
  marks: [{}],
  share: [{}],
  sharing: [{}, []],
};

test('what the build compiles says of every value what ajv says of it', () => {
  writeFileSync(file, compileValidators());
  const compiled = loadValidators(file);
  const fresh = loadValidators(join(tmpdir(), 'there-is-no-such-file'));
  expect(compiled).not.toBe(fresh);
  expect('fingerprint' in compiled).toBe(true);
  for (const [kind, values] of Object.entries(VALUES))
    for (const value of values) {
      const name = kind as keyof typeof VALUES;
      expect([compiled[name](value), compiled[name].errors]).toEqual([
        fresh[name](value),
        fresh[name].errors,
      ]);
    }
});

test('validators of other schemas are left alone', () => {
  const other = join(folder, 'other.cjs');
  writeFileSync(other, "exports.fingerprint = 'of other schemas'; exports.team = () => true;");
  expect(loadValidators(other).team(null)).toBe(false);
});
