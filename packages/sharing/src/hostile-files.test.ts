import { existsSync, mkdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { strToU8, type Zippable } from 'fflate';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { collectShare } from './collect-share.js';
import { ShareInvalidError, type ShareRefusedError } from './errors.js';
import { pathProblem } from './safe-path.js';
import { shareRuns } from './share-runs.js';
import { type OpenArchive, patchBytes, relist, spoilArchive } from './testing/spoil-archive.js';
import { AUTHOR, MATE, TEAM, TwoMembers } from './testing/two-members.js';

const PLACE = 'runs/baseline/rock_paper_scissors';
const SVG = `${PLACE}/network.svg`;
const ZEROS = new Uint8Array(20 * 1024 ** 2);
const LINK = { os: 3, attrs: (0o120777 << 16) >>> 0 };

const made = new TwoMembers();
let before: Record<string, string>;
beforeAll(() => {
  before = made.filesOfMate('');
});
beforeEach(() => {
  shareRuns(made.author, TEAM, { student: AUTHOR, out: made.zip });
});
afterAll(() => made.remove());

/** One clear error, and not a file of the mate's checkout has changed. */
async function expectRefusal(
  message: string | RegExp,
  kind: typeof ShareInvalidError | typeof ShareRefusedError,
) {
  const attempt = collectShare(made.mate, made.zip);
  await expect(attempt).rejects.toThrow(kind);
  await expect(attempt).rejects.toThrow(message);
  await expect(attempt).rejects.toMatchObject({
    remedy: expect.stringMatching(/^[A-Z].*othing of (it|the file) went in\.$|^Give the path|^Only files/),
  });
  expect(made.filesOfMate('')).toEqual(before);
  expect(existsSync(join(made.mate.appFolder(TEAM), '.placing'))).toBe(false);
}

type Spoil = (archive: OpenArchive) => unknown;
const files =
  (change: (files: Zippable) => unknown): Spoil =>
  (archive) =>
    change(archive.files);
const anotherRun = (archive: OpenArchive) => archive.share.runs[0]!;

describe('A file that somebody tampered with stays out as a whole:', () => {
  test.each<[string, Spoil, string | RegExp]>([
    ['a link', files((all) => (all[SVG] = [strToU8('../../../../../etc/passwd'), LINK])), 'is a link'],
    [
      'an absolute name',
      files((all) => (all['/tmp/teamnet-evil'] = strToU8('x'))),
      'leads out of its folder',
    ],
    ['a drive of Windows', files((all) => (all['C:/evil'] = strToU8('x'))), /leads out of|is absolute/],
    [
      'a name with ..',
      files((all) => (all[`${PLACE}/../../../evil`] = strToU8('x'))),
      'leads out of its folder',
    ],
    [
      'a name with \\',
      files((all) => (all[`${PLACE}\\..\\..\\evil`] = strToU8('x'))),
      'leads out of its folder',
    ],
    ['a hidden file', files((all) => (all['.git/hooks/post-merge'] = strToU8('x'))), 'is a hidden file'],
    [
      'a name that is a device',
      files((all) => (all[`${PLACE}/aux.txt`] = strToU8('x'))),
      'Windows does not allow',
    ],
    [
      'two names that differ in case',
      files((all) => (all[`${PLACE}/Network.svg`] = strToU8('x'))),
      'is in it twice',
    ],
    ['a file inside a file', files((all) => (all[`${SVG}/x`] = strToU8('x'))), 'lies in what is a file'],
    [
      'a file that nothing lists',
      files((all) => (all['discussion/s1-2.md'] = strToU8('x'))),
      'does not list',
    ],
    ['a file too few', files((all) => delete all[SVG]), 'is missing'],
    ['no share.json', files((all) => delete all['share.json']), 'holds no share.json'],
    [
      'a zip bomb that says its size',
      (archive) => {
        archive.files[SVG] = ZEROS;
        relist(anotherRun(archive).files, 'network.svg', ZEROS);
      },
      /would unpack to \d+ times its size/,
    ],
    [
      'a file that run.json does not list',
      (archive) => {
        const content = strToU8('#!/bin/sh');
        archive.files[`${PLACE}/run.sh`] = content;
        anotherRun(archive).files.push({ path: 'run.sh', bytes: 0, sha256: '' });
        relist(anotherRun(archive).files, 'run.sh', content);
      },
      'run.sh is no file of its run.json',
    ],
    [
      'weights whose sha256 only share.json was changed to',
      (archive) => {
        const content = strToU8('better weights');
        archive.files[`${PLACE}/model/weights.bin`] = content;
        relist(anotherRun(archive).files, 'model/weights.bin', content);
      },
      'is not the file that its run.json lists (sha256)',
    ],
    [
      'content that is not the one listed',
      files((all) => (all[SVG] = strToU8('<svg xmlns="http://www.w3.org/2000/SVG"/>'))),
      'is not the file that share.json lists (sha256)',
    ],
    [
      'another format',
      ({ share }) => Object.assign(share, { format: 'teamnet-share-2' }),
      'share.json: "format"',
    ],
    [
      'another team',
      ({ share }) => (share.team = 'team-2'),
      'it is of the team "team-2", which is not in teams/',
    ],
    ['a stranger', ({ share }) => (share.student = 's9-9'), 'it is by "s9-9", who is not in team-1'],
    [
      'another member',
      ({ share }) => (share.student = MATE),
      'the experiment is by "s1-1" in homework.json, not by',
    ],
    [
      'an experiment that is none',
      (archive) => {
        anotherRun(archive).experiment = 'nothing';
        for (const path of Object.keys(archive.files).filter((one) => one.startsWith(`${PLACE}/`))) {
          archive.files[path.replace('baseline', 'nothing')] = archive.files[path]!;
          delete archive.files[path];
        }
      },
      'homework.json of team-1 has no experiment "nothing"',
    ],
    [
      'the run of another member',
      ({ run }) => (run.student = MATE),
      'its run.json says student "s1-2", and share.json',
    ],
    ['the run of another team', ({ run }) => (run.team = 'team-2'), 'its run.json says team "team-2"'],
    ['another id', ({ run }) => (run.id = '0123456789abcdef'), 'its run.json says id "0123456789abcdef"'],
    [
      'other settings',
      ({ run }) => (run.settings.training.batchSize = 7),
      'training.batchSize = 7, and homework.json',
    ],
    [
      'a run.json against the schema',
      ({ run }) => Object.assign(run, { test: {} }),
      'does not fit the schema',
    ],
    [
      'a run.json that claims the place of a note',
      ({ run }) => run.files.push({ ...run.files[0]!, path: 'sharing.json' }),
      'lists sharing.json as a file',
    ],
    [
      'a run that is there twice',
      ({ share }) => share.runs.push(share.runs[0]!),
      `share.json lists ${PLACE}/run.json twice`,
    ],
    [
      'a place that is withheld and shared',
      ({ share }) =>
        share.notShared.push({
          experiment: 'baseline',
          dataset: 'rock_paper_scissors',
          why: 'withheld',
          detail: 'It is withheld by its author.',
        }),
      'share.json tells twice of baseline on rock_paper_scissors',
    ],
    [
      "a team-mate's run that is told as withheld",
      ({ share }) =>
        share.notShared.push({
          experiment: 'longer',
          dataset: 'tf_flowers',
          why: 'withheld',
          detail: 'It is withheld by its author.',
        }),
      'longer on tf_flowers: the experiment is by "s1-2"',
    ],
    ...['../../../evil', 'constructor', 'leaves '].map((dataset): [string, Spoil, string] => [
      `a data set called "${dataset}"`,
      ({ share }) => share.notShared.push({ experiment: 'baseline', dataset, why: 'withheld', detail: '' }),
      '.dataset" must match pattern',
    ]),
    [
      'a data set that the homework does not have',
      ({ share }) =>
        share.notShared.push({ experiment: 'baseline', dataset: 'leaves', why: 'withheld', detail: '' }),
      'baseline on leaves: homework.json has no data set "leaves"',
    ],
    [
      'a file other than weights that is left out',
      (archive) => {
        const entry = anotherRun(archive);
        delete archive.files[SVG];
        entry.leftOut = entry.files.filter(({ path }) => path === 'network.svg');
        entry.files = entry.files.filter(({ path }) => path !== 'network.svg');
      },
      'network.svg is left out, and only weights may be',
    ],
  ])('%s', async (_, spoil, message) => {
    spoilArchive(made.zip, spoil);
    await expectRefusal(message, ShareInvalidError);
  });

  test('a name that is there twice', async () => {
    spoilArchive(made.zip, ({ files }) => (files[`${PLACE}/network.sv2`] = strToU8('<svg/>')));
    patchBytes(made.zip, `${PLACE}/network.sv2`, SVG);
    await expectRefusal('is in it twice', ShareInvalidError);
  });

  test('a zip bomb that says less than it holds', async () => {
    const { length } = '<svg xmlns="http://www.w3.org/2000/svg"/>';
    spoilArchive(made.zip, ({ files }) => (files[SVG] = ZEROS));
    const size = (bytes: number) => {
      const four = Buffer.alloc(4);
      four.writeUInt32LE(bytes);
      return four.toString('latin1');
    };
    patchBytes(made.zip, size(ZEROS.length), size(length));
    await expectRefusal(/network\.svg is damaged \(too many bytes/, ShareInvalidError);
  });

  test.each([
    ['its last bytes', (length: number) => length - 5],
    ['its second half', (length: number) => length >> 1],
    ['all', () => 0],
  ])('a file that lost %s', async (_, keep) => {
    truncateSync(made.zip, keep(readFileSync(made.zip).length));
    await expectRefusal('it is not a whole zip archive', ShareInvalidError);
  });

  test('no zip at all, a folder, and nothing', async () => {
    writeFileSync(made.zip, 'Dear team, here are my runs.');
    await expectRefusal('it is not a whole zip archive', ShareInvalidError);
    rmSync(made.zip);
    await expectRefusal('there is no such file', ShareInvalidError);
    mkdirSync(made.zip);
    await expectRefusal('there is no such file', ShareInvalidError);
    rmSync(made.zip, { recursive: true });
  });

  test('one that is of another team than asked for', async () => {
    await expect(collectShare(made.mate, made.zip, { team: 'team-2' })).rejects.toThrow(
      'it is of team-1, not of team-2',
    );
  });
});

test.each([
  'a/../b',
  './a',
  '/a',
  'a//b',
  'a\\b',
  'c:a',
  'a\u0000b',
  'nul',
  'a/com1.txt',
  'a.',
  'a ',
  '.hidden',
  'x'.repeat(256),
])('the path "%s" is not safe everywhere', (path) => {
  expect(pathProblem(path)).not.toBeNull();
});
