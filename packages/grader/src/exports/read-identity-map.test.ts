import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { MapInvalidError } from './errors.js';
import { readIdentityMap } from './read-identity-map.js';

const folder = mkdtempSync(join(tmpdir(), 'teamnet-map-'));
afterAll(() => rmSync(folder, { recursive: true }));

function read(text: string) {
  const file = join(folder, 'map.csv');
  writeFileSync(file, text);
  return readIdentityMap(file);
}

test('GitHub Classroom’s roster is a map as it comes', () => {
  const { identities, ignored } = read(
    '"identifier","github_username","github_id","name"\n"s1-1","minji-k","123","김민지"\n"s1-2","","",""\n',
  );
  expect(Object.fromEntries(identities)).toEqual({ 's1-1': { githubUsername: 'minji-k' }, 's1-2': {} });
  expect(ignored).toEqual([]);
});

test('headings in other spellings and Korean, semicolons, and a participant with its word', () => {
  const { identities, ignored } = read(
    '\uFEFF학번;이메일;SIS User ID;Canvas ID;moodle-id;uid;memo\r\ns1;a@b.kr;2026-1;77;Participant 12;u1;x\r\n',
  );
  expect(identities.get('s1')).toEqual({
    email: 'a@b.kr',
    sisId: '2026-1',
    canvasId: '77',
    moodleId: '12',
    uid: 'u1',
  });
  expect(ignored).toEqual(['memo']);
});

test.each([
  ['no id', 'name,email\nx,y\n', /no column "id" \(it reads "name, email"\)/],
  ['a student twice', 'id,email\na,x@y\na,z@y\n', /line 3: "a" is there twice/],
  ['a formula', 'id,email\na,=cmd|calc\n', /line 2: "=cmd\|calc" cannot be an e-mail address/],
  ['a formula with a sign', 'id,email\na,+1+cmd|x\n', /cannot be an e-mail address/],
  ['no name of GitHub', 'id,github_username\na,../x\n', /line 2: "\.\.\/x" cannot be a name of GitHub/],
  ['a column twice', 'id,email,E-Mail\na,b,c\n', /two columns say the same \(email\)/],
])('%s is one clear error', (_, text, message) => {
  expect(() => read(text)).toThrow(MapInvalidError);
  expect(() => read(text)).toThrow(message);
});

test('a map that is not there is said', () => {
  expect(() => readIdentityMap(join(folder, 'no.csv'))).toThrow(/no\.csv: it cannot be read \(ENOENT\)/);
});
