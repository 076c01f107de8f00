import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import type { GradesExport } from './export-grades.js';
import { writeExport } from './write-export.js';

const folder = mkdtempSync(join(tmpdir(), 'teamnet-export-'));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function made(writes: 'file' | 'folder', files: GradesExport['files']): GradesExport {
  return {
    ...{ to: 'gradescope', writes, files, exported: [], outOf: null, leftOut: [], rowsWithoutStudent: [] },
    ...{ notes: [], pending: [], problems: [] },
  };
}

const out = join(folder, 'deep', 'export');

test('a folder is written whole, programs can be run, and the one of before is replaced with all that was in it', () => {
  writeExport(made('folder', [{ name: 'results/old.json', text: '{}' }]), out);
  const place = writeExport(
    made('folder', [
      { name: 'run', text: '#!/bin/sh\n' },
      { name: 'results/a.json', text: '1' },
    ]),
    out,
  );
  expect(place).toBe(out);
  expect(readdirSync(out, { recursive: true }).map(String).sort()).toEqual([
    'results',
    join('results', 'a.json'),
    'run',
    'teamnet-export.json',
  ]);
  expect(statSync(join(out, 'run')).mode & 0o111).toBe(0o111);
  expect(readdirSync(join(folder, 'deep'))).toEqual(['export']);
});

test('a folder with something else in it, and a file, are left alone', () => {
  mkdirSync(out, { recursive: true });
  writeFileSync(join(out, 'thesis.txt'), 'mine');
  expect(() => writeExport(made('folder', []), out)).toThrow(
    /holds something that is not an export of Teamnet/,
  );
  expect(readdirSync(out)).toEqual(['thesis.txt']);
  expect(() => writeExport(made('folder', []), join(out, 'thesis.txt'))).toThrow(/holds something/);
});

test('when a file of it cannot be written, the export of before stands and nothing is left lying', () => {
  writeExport(made('folder', [{ name: 'a', text: '1' }]), out);
  const broken = made('folder', [
    { name: 'a', text: '2' },
    { name: 'a/b', text: '3' },
  ]);
  expect(() => writeExport(broken, out)).toThrow(/Could not write/);
  expect(readFileSync(join(out, 'a'), 'utf8')).toBe('1');
  expect(readdirSync(join(folder, 'deep'))).toEqual(['export']);
});

test('a file is written as it is', () => {
  expect(writeExport(made('file', [{ name: 'x.csv', text: '\uFEFFa\r\n' }]), out)).toBe(out);
  expect(readFileSync(out, 'utf8')).toBe('\uFEFFa\r\n');
  expect(existsSync(join(folder, 'deep', 'x.csv'))).toBe(false);
});
