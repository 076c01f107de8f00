import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RecordInvalidError, RecordMissingError } from './errors.js';
import { readHomework, readTeam } from './read-record.js';
import { Workspace } from './workspace.js';

const checkout = Workspace.find(import.meta.dirname);
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'teamnet-records-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(content: string): string {
  const file = join(folder, 'record.json');
  writeFileSync(file, content);
  return file;
}

/** Team 3's homework with a change, as text. */
function homework(change: (value: Record<string, unknown>) => void): string {
  const value = JSON.parse(readFileSync(checkout.homeworkFile('team-3'), 'utf8'));
  change(value);
  return JSON.stringify(value);
}

describe('Reading a team file', () => {
  it('accepts what is in this repository, for each team', () => {
    for (const team of checkout.teamNames()) {
      expect(readTeam(checkout.teamFile(team)).team).toBe(team);
      expect(readHomework(checkout.homeworkFile(team)).team).toBe(team);
    }
  });

  it('accepts a byte order mark', () => {
    const file = write('\uFEFF{"team":"team-9","members":[{"id":"s9-1","name":"하은"}]}');
    expect(readTeam(file).members[0]!.name).toBe('하은');
  });

  it('names the file that is missing and what to do', () => {
    const file = join(folder, 'team-9.json');
    expect(() => readTeam(file)).toThrow(RecordMissingError);
    expect(() => readTeam(file)).toThrow(`There is no team file ${file}.`);
  });

  it('names the place of what is wrong', () => {
    const wrong = {
      'not JSON': '{ "team": ',
      '"team" must match pattern': '{"team":"Team 9","members":[{"id":"a","name":"A"}]}',
      'the file lacks "members".': '{"team":"team-9"}',
      '"members[0]" has an unknown entry "nmae".':
        '{"team":"team-9","members":[{"id":"a","name":"A","nmae":"B"}]}',
      'two members have the id "a".':
        '{"team":"team-9","members":[{"id":"a","name":"A"},{"id":"a","name":"B"}]}',
    };
    for (const [problem, content] of Object.entries(wrong)) {
      expect(() => readTeam(write(content))).toThrow(RecordInvalidError);
      expect(() => readTeam(write(content))).toThrow(problem);
    }
  });
});

describe('Reading a homework', () => {
  it('names the entry and the allowed values', () => {
    const file = write(homework((value) => Object.assign(value.training as object, { augment: ['flipp'] })));
    expect(() => readHomework(file)).toThrow(
      '"training.augment[0]" must be one of "flip", "rotate", "zoom".',
    );
  });

  it('does not let an experiment touch data or head', () => {
    const file = write(
      homework((value) => {
        value.experiments = [{ id: 'a', by: 's3-1', question: '?', change: { datasets: ['tf_flowers'] } }];
      }),
    );
    expect(() => readHomework(file)).toThrow('"experiments[0].change" has an unknown entry "datasets".');
  });

  it('refuses two experiments of one id', () => {
    const same = { id: 'baseline', by: 's3-1', question: '?' };
    expect(() => readHomework(write(homework((value) => (value.experiments = [same, same]))))).toThrow(
      'two experiments have the id "baseline".',
    );
  });
});
