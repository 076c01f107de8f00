import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RecordWriteError } from './errors.js';
import { writeWhole } from './write-whole.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'teamnet-records-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('writeWhole', () => {
  it('makes the folders, writes the content and leaves nothing else behind', () => {
    const file = join(folder, 'a', 'b', 'note.txt');
    expect(writeWhole(file, 'hello 안녕')).toBe(true);
    expect(readFileSync(file, 'utf8')).toBe('hello 안녕');
    expect(readdirSync(join(folder, 'a', 'b'))).toEqual(['note.txt']);
  });

  it('leaves a file with the same content alone, its time stamp too', () => {
    const file = join(folder, 'note.txt');
    writeWhole(file, 'same');
    utimesSync(file, 1000, 1000);
    expect(writeWhole(file, Buffer.from('same'))).toBe(false);
    expect(statSync(file).mtimeMs).toBe(1_000_000);
    expect(writeWhole(file, 'other')).toBe(true);
  });

  it('says in one sentence that a part of the path is a file, and leaves that file alone', () => {
    const file = join(folder, 'photo.jpg');
    writeFileSync(file, 'jpeg');
    const write = () => writeWhole(join(file, 'run.json'), '{}');
    expect(write).toThrow(RecordWriteError);
    expect(write).toThrow(/a part of its path is a file/);
    expect(readFileSync(file, 'utf8')).toBe('jpeg');
  });

  it('keeps the old content and no draft when the new one cannot take its place', () => {
    const file = join(folder, 'taken');
    mkdirSync(join(file, 'inside'), { recursive: true });
    expect(() => writeWhole(file, 'new')).toThrow(RecordWriteError);
    expect(readdirSync(folder)).toEqual(['taken']);
    expect(readdirSync(file)).toEqual(['inside']);
  });
});
