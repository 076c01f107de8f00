import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readHomework, readTeamRuns, Workspace } from '@teamnet/records';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { makeRun } from '../../reporter/src/testing/make-run.js';
import { collectShare } from './collect-share.js';
import { ShareInvalidError, ShareRefusedError } from './errors.js';
import { shareRuns } from './share-runs.js';

const CHECKOUT = join(import.meta.dirname, '..', '..', '..');
const TEAM = 'team-3';
let root: string;
let author: Workspace;
let mate: Workspace;
let student: string;
let zip: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'teamnet-sharing-'));
  for (const name of ['author', 'mate']) {
    for (const path of [`teams/${TEAM}.json`, `apps/${TEAM}/homework.json`]) {
      mkdirSync(join(root, name, path, '..'), { recursive: true });
      cpSync(join(CHECKOUT, path), join(root, name, path));
    }
  }
  author = new Workspace(join(root, 'author'));
  mate = new Workspace(join(root, 'mate'));
  const homework = readHomework(author.homeworkFile(TEAM));
  student = homework.experiments[0]!.by;
  for (const experiment of homework.experiments.filter(({ by }) => by === student))
    for (const dataset of homework.datasets) makeRun(author, homework, experiment, dataset);
  zip = join(root, 'shared.zip');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const own = () =>
  readTeamRuns(mate, readHomework(mate.homeworkFile(TEAM))).filter(
    ({ experiment }) => experiment.by === student,
  );
const baseline = () => own()[0]!;
/** Shares, lets `change` spoil the archive, and collects. */
async function collectSpoilt(change: (files: Record<string, Uint8Array>) => void) {
  shareRuns(author, TEAM, { out: zip });
  const files = unzipSync(readFileSync(zip));
  change(files);
  writeFileSync(zip, zipSync(files));
  return collectShare(mate, zip);
}

describe('sharing and collecting', () => {
  test('runs arrive whole, a second time they are already there, and equal runs give equal bytes', async () => {
    shareRuns(author, TEAM, { out: zip });
    const bytes = readFileSync(zip);
    shareRuns(author, TEAM, { out: zip });
    expect(readFileSync(zip).equals(bytes)).toBe(true);
    const first = await collectShare(mate, zip);
    expect(first.runs.map(({ outcome }) => outcome)).toEqual(own().map(() => 'new'));
    expect(own().every(({ run }) => run !== null)).toBe(true);
    const again = await collectShare(mate, zip);
    expect(new Set(again.runs.map(({ outcome }) => outcome))).toEqual(new Set(['already-there']));
    expect(existsSync(join(mate.appFolder(TEAM), '.placing'))).toBe(false);
  });

  test('runs without weights count as shared, and their weights complete them later', async () => {
    shareRuns(author, TEAM, { out: zip, weights: false });
    await collectShare(mate, zip);
    expect(baseline()).toMatchObject({ reason: null, leftOut: ['model/weights.bin'] });
    shareRuns(author, TEAM, { out: zip });
    expect((await collectShare(mate, zip)).runs[0]?.outcome).toBe('completed');
    expect(baseline().leftOut).toBeUndefined();
  });

  test('a withheld run is told as withheld', async () => {
    shareRuns(author, TEAM, { out: zip, without: [baseline().experiment.id] });
    await collectShare(mate, zip);
    expect(baseline()).toMatchObject({ run: null, reason: 'It is withheld by its author.' });
  });

  test('another run of the same author is overwritten only where asked for', async () => {
    shareRuns(author, TEAM, { out: zip });
    await collectShare(mate, zip);
    const { experiment, dataset } = baseline();
    const homework = readHomework(author.homeworkFile(TEAM));
    makeRun(author, homework, experiment, dataset, (run) => Object.assign(run, { id: '0123456789abcdef' }));
    shareRuns(author, TEAM, { out: zip });
    await expect(collectShare(mate, zip)).rejects.toThrow(ShareRefusedError);
    expect(baseline().run?.id).not.toBe('0123456789abcdef');
    expect((await collectShare(mate, zip, { replace: true })).runs[0]?.outcome).toBe('replaced');
    expect(baseline().run?.id).toBe('0123456789abcdef');
  });

  const weights = 'runs/baseline/rock_paper_scissors/model/weights.bin';
  test.each<[string, (files: Record<string, Uint8Array>) => void, string]>([
    ['changed weights', (files) => (files[weights]![0]! ^= 1), '(sha256)'],
    ['a missing file', (files) => delete files[weights], 'is missing'],
    ['a path out of the folder', (files) => (files['../evil'] = strToU8('x')), 'invalid relative path'],
    ['a file that nothing lists', (files) => (files['discussion/a.md'] = strToU8('x')), 'does not list'],
    ['no manifest', (files) => delete files['share.json'], 'no share.json'],
  ])('%s keeps the whole file out', async (_, change, message) => {
    const attempt = collectSpoilt(change);
    await expect(attempt).rejects.toThrow(ShareInvalidError);
    await expect(attempt).rejects.toThrow(message);
    expect(own().every(({ run }) => run === null)).toBe(true);
  });

  test('runs of other settings than homework.json says are kept out, with the place named', async () => {
    shareRuns(author, TEAM, { out: zip });
    const file = mate.homeworkFile(TEAM);
    writeFileSync(file, readFileSync(file, 'utf8').replace(/"batchSize": \d+/, '"batchSize": 7'));
    await expect(collectShare(mate, zip)).rejects.toThrow('training.batchSize');
  });
});
