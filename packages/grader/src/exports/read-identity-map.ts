import { readFileSync } from 'node:fs';
import { readCsvTable } from './csv-table.js';
import { MapInvalidError } from './errors.js';
import { IDENTITY_HEADINGS, type Identity } from './identity.js';

/** Who a student is on the platforms, by Teamnet id, and the columns of the file that say nothing about it. */
export interface IdentityMap {
  identities: Map<string, Identity>;
  ignored: string[];
}

/** What rosters have besides, and nobody wonders about. */
const EXPECTED = new Set(['', 'name', '이름', 'githubid']);
const GITHUB_NAME = /^[A-Za-z0-9](?:[A-Za-z0-9-]{0,37}[A-Za-z0-9])?$/;
/** These cells stay as they are in what is exported, so a formula must not get in here. */
const FORMULA = /^[=@＝＋－＠]|^[+-](?![\w.@+-]+$)|[\t\r\n]/;

/**
 * Reads which student of Teamnet is which on a platform: a CSV file with the column `id` (Teamnet's) and any of `email`,
 * `uid`, `canvas_id`, `sis_user_id`, `sis_login_id`, `moodle_id`, `github_username`. GitHub Classroom's roster
 * (`identifier, github_username, github_id, name`) is such a file.
 * @throws TableUnreadableError, MapInvalidError
 */
export function readIdentityMap(file: string): IdentityMap {
  const table = readCsvTable(readBytes(file), file);
  const keys = table.header.map((title) => IDENTITY_HEADINGS[fold(title)]);
  const twice = keys.find((key, index) => key !== undefined && keys.indexOf(key) !== index);
  if (twice !== undefined)
    throw new MapInvalidError(file, `two columns say the same (${twice})`, 'Keep one of them.');
  const idColumn = keys.indexOf('id');
  if (idColumn < 0)
    throw new MapInvalidError(
      file,
      `its first line has no column "id" (it reads "${table.header.join(', ')}")`,
      'Make it "id,email" (or uid, canvas_id, sis_user_id, sis_login_id, moodle_id, github_username).',
    );
  const identities = new Map<string, Identity>();
  for (const [index, row] of table.rows.entries()) {
    const id = (row[idColumn] ?? '').trim();
    if (id === '') continue;
    const line = table.lines[index]!;
    if (identities.has(id))
      throw new MapInvalidError(file, `line ${line}: "${id}" is there twice`, 'Keep one line.');
    identities.set(id, readIdentity(row, keys, file, line));
  }
  return {
    identities,
    ignored: table.header.filter((title, index) => keys[index] === undefined && !EXPECTED.has(fold(title))),
  };
}

function readIdentity(
  row: string[],
  keys: (keyof Identity | 'id' | undefined)[],
  file: string,
  line: number,
): Identity {
  const identity: Identity = {};
  for (const [column, key] of keys.entries()) {
    const cell = (row[column] ?? '').trim().normalize('NFC');
    if (key === undefined || key === 'id' || cell === '') continue;
    if (FORMULA.test(cell) || (key === 'githubUsername' && !GITHUB_NAME.test(cell)))
      throw new MapInvalidError(
        file,
        `line ${line}: "${cell}" cannot be ${NAMES[key]}`,
        'Correct that cell.',
      );
    identity[key] = key === 'moodleId' ? cell.replace(/^\D+/, '') : cell;
  }
  return identity;
}

const NAMES: Record<keyof Identity, string> = {
  email: 'an e-mail address',
  uid: 'a uid',
  canvasId: 'an id of Canvas',
  sisId: 'a SIS User ID',
  login: 'a SIS Login ID',
  moodleId: 'a participant of Moodle',
  githubUsername: 'a name of GitHub',
};

function fold(title: string): string {
  return title
    .normalize('NFC')
    .toLowerCase()
    .replace(/[\s_-]/g, '');
}

function readBytes(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new MapInvalidError(
      file,
      `it cannot be read (${(error as NodeJS.ErrnoException).code})`,
      'Give the path of a CSV file with the columns id,email.',
    );
  }
}
