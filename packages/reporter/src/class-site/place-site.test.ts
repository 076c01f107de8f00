import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RecordWriteError } from '@teamnet/records';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { SiteFolderTakenError } from '../errors.js';
import { placeSite } from './place-site.js';

let root: string;
let out: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'teamnet-site-'));
  out = join(root, 'site');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const FIRST = new Map([
  ['index.html', 'first'],
  ['team-1/index.html', 'team 1'],
  ['team-1/reports/a.html', 'report of a'],
]);
const read = (file: string) => readFileSync(join(out, file), 'utf8');
const write = (file: string, text: string) => {
  mkdirSync(join(out, file, '..'), { recursive: true });
  writeFileSync(join(out, file), text);
};

test('what is unchanged is not touched', () => {
  expect(placeSite(out, FIRST)).toEqual({ index: join(out, 'index.html'), changed: true });
  const before = statSync(join(out, 'index.html')).ino;
  expect(placeSite(out, FIRST).changed).toBe(false);
  expect(statSync(join(out, 'index.html')).ino).toBe(before);
  write('index.html', 'edited by hand');
  expect(placeSite(out, FIRST).changed).toBe(true);
  expect(read('index.html')).toBe('first');
});

test('pages of before go, what is not the site’s own stays, and nothing is left beside it', () => {
  placeSite(out, FIRST);
  write('CNAME', 'class.example');
  write('team-1/mine/notes.txt', 'keep');
  mkdirSync(join(out, '.git/refs'), { recursive: true });
  placeSite(out, new Map([['index.html', 'second']]));
  expect(read('index.html')).toBe('second');
  expect(existsSync(join(out, 'team-1/index.html'))).toBe(false);
  expect([read('CNAME'), read('team-1/mine/notes.txt')]).toEqual(['class.example', 'keep']);
  expect(existsSync(join(out, '.git/refs'))).toBe(true);
  expect(readdirSync(root)).toEqual(['site']);
});

test('a process that was killed between the two renames lost nothing', () => {
  placeSite(out, FIRST);
  write('CNAME', 'class.example');
  renameSync(out, join(root, '.site.before'));
  mkdirSync(join(root, '.site.new'));
  writeFileSync(join(root, '.site.new/half.html'), 'half');
  expect(placeSite(out, FIRST).changed).toBe(false);
  placeSite(out, new Map([['index.html', 'second']]));
  expect(read('CNAME')).toBe('class.example');
  expect(existsSync(join(out, 'half.html'))).toBe(false);
});

test('a folder with something in it that is no site is left alone, and so is a file', () => {
  write('thesis.txt', 'years of work');
  expect(() => placeSite(out, FIRST)).toThrow(SiteFolderTakenError);
  expect(() => placeSite(join(out, 'thesis.txt'), FIRST)).toThrow(/it is a file/);
  write('.teamnet-site.json', '{ "format": "teamnet-site-9", "files": [] }');
  expect(() => placeSite(out, FIRST)).toThrow(/not one that this version/);
  write('.teamnet-site.json', 'nonsense');
  expect(() => placeSite(out, FIRST)).toThrow(SiteFolderTakenError);
  expect(readdirSync(out).sort()).toEqual(['.teamnet-site.json', 'thesis.txt']);
  rmSync(join(out, 'thesis.txt'));
  rmSync(join(out, '.teamnet-site.json'));
  expect(placeSite(out, FIRST).changed).toBe(true);
});

test.each(['team-2/index.html', 'team-2', 'index.html/x'])(
  'somebody’s %s in the way of a page is not replaced',
  (file) => {
    placeSite(out, new Map([['start.html', 'a site']]));
    write(file, 'mine');
    expect(() =>
      placeSite(
        out,
        new Map([
          ['index.html', ''],
          ['team-2/index.html', ''],
        ]),
      ),
    ).toThrow(SiteFolderTakenError);
    expect([read(file), read('start.html')]).toEqual(['mine', 'a site']);
  },
);

test('a folder that cannot be written is one error', () => {
  writeFileSync(join(root, 'file'), '');
  expect(() => placeSite(join(root, 'file/site'), FIRST)).toThrow(RecordWriteError);
});
