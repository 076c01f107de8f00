import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readHomework, readRun, toJson, type Workspace } from '@teamnet/records';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { collectShare } from './collect-share.js';
import { ShareInvalidError, ShareRefusedError } from './errors.js';
import { shareRuns } from './share-runs.js';
import { makeRun } from './testing/make-run.js';
import { TEAM, TwoMembers } from './testing/two-members.js';

let made: TwoMembers;
beforeEach(() => {
  made = new TwoMembers();
});
afterEach(() => made.remove());

const own = () => made.places();
const baseline = () => own()[0]!;
/** Shares, lets `change` spoil the archive, and collects. */
async function collectSpoilt(change: (files: Record<string, Uint8Array>) => void) {
  shareRuns(made.author, TEAM, { out: made.zip });
  const files = unzipSync(readFileSync(made.zip));
  change(files);
  writeFileSync(made.zip, zipSync(files));
  return collectShare(made.mate, made.zip);
}

describe('sharing and collecting', () => {
  test('runs arrive whole, a second time they are already there, and equal runs give equal bytes', async () => {
    shareRuns(made.author, TEAM, { out: made.zip });
    const bytes = readFileSync(made.zip);
    shareRuns(made.author, TEAM, { out: made.zip });
    expect(readFileSync(made.zip).equals(bytes)).toBe(true);
    const first = await collectShare(made.mate, made.zip);
    expect(first.runs.map(({ outcome }) => outcome)).toEqual(own().map(() => 'new'));
    expect(own().every(({ run }) => run !== null)).toBe(true);
    const again = await collectShare(made.mate, made.zip);
    expect(new Set(again.runs.map(({ outcome }) => outcome))).toEqual(new Set(['already-there']));
    expect(existsSync(join(made.mate.appFolder(TEAM), '.placing'))).toBe(false);
  });

  test("runs on a team's own data set arrive without its images; a mate whose homework has no such data set is told", async () => {
    const own = { name: 'leaves', folder: './leaves' };
    const add = (workspace: Workspace) => {
      const file = workspace.homeworkFile(TEAM);
      const written = JSON.parse(readFileSync(file, 'utf8'));
      writeFileSync(file, toJson({ ...written, datasets: [...written.datasets, own] }));
      return readHomework(file);
    };
    const homework = add(made.author);
    makeRun(made.author, homework, homework.experiments[0]!, 'leaves');
    shareRuns(made.author, TEAM, { out: made.zip });
    await expect(collectShare(made.mate, made.zip)).rejects.toThrow(
      'baseline on leaves: homework.json has no data set "leaves".',
    );
    add(made.mate);
    const { runs } = await collectShare(made.mate, made.zip);
    expect(runs).toContainEqual(
      expect.objectContaining({ experiment: 'baseline', dataset: 'leaves', outcome: 'new' }),
    );
    expect(readRun(made.mate.runFile(TEAM, 'baseline', 'leaves')).dataset.name).toBe('leaves');
    expect(existsSync(join(made.mate.appFolder(TEAM), 'leaves'))).toBe(false);
  });

  test('runs without weights count as shared, and their weights complete them later', async () => {
    shareRuns(made.author, TEAM, { out: made.zip, weights: false });
    await collectShare(made.mate, made.zip);
    expect(baseline()).toMatchObject({ reason: null, leftOut: ['model/weights.bin'] });
    shareRuns(made.author, TEAM, { out: made.zip });
    expect((await collectShare(made.mate, made.zip)).runs[0]?.outcome).toBe('completed');
    expect(baseline().leftOut).toBeUndefined();
  });

  test('a withheld run is told as withheld', async () => {
    shareRuns(made.author, TEAM, { out: made.zip, without: [baseline().experiment.id] });
    await collectShare(made.mate, made.zip);
    expect(baseline()).toMatchObject({ run: null, reason: 'It is withheld by its author.' });
  });

  test('another run of the same author is overwritten only where asked for', async () => {
    shareRuns(made.author, TEAM, { out: made.zip });
    await collectShare(made.mate, made.zip);
    const { experiment, dataset } = baseline();
    makeRun(made.author, made.homework, experiment, dataset, (run) =>
      Object.assign(run, { id: '0123456789abcdef' }),
    );
    shareRuns(made.author, TEAM, { out: made.zip });
    await expect(collectShare(made.mate, made.zip)).rejects.toThrow(ShareRefusedError);
    expect(baseline().run?.id).not.toBe('0123456789abcdef');
    expect((await collectShare(made.mate, made.zip, { replace: true })).runs[0]?.outcome).toBe('replaced');
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
    shareRuns(made.author, TEAM, { out: made.zip });
    const file = made.mate.homeworkFile(TEAM);
    writeFileSync(file, readFileSync(file, 'utf8').replace(/"batchSize": \d+/, '"batchSize": 7'));
    await expect(collectShare(made.mate, made.zip)).rejects.toThrow('training.batchSize');
  });
});
