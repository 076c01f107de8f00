import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Workspace } from '@teamnet/records';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { planRuns } from '../../plan-runs.js';
import { LABELS, makeEpochWorkspace } from './epoch-workspace.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'teamnet-test-'));
  for (const label of LABELS) {
    mkdirSync(join(folder, 'from', label), { recursive: true });
    for (const photo of Array.from({ length: 9 }, (_, i) => `${i}.jpg`))
      writeFileSync(join(folder, 'from', label, photo), label);
  }
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

test('is a homework that can be trained, over as many photos of each label', () => {
  const size = { perLabel: 8, imageSize: 96, epochs: 4 };
  const { root, photos } = makeEpochWorkspace(join(folder, 'made'), join(folder, 'from'), size);
  for (const label of LABELS) expect(readdirSync(join(photos, label))).toHaveLength(8);
  const { homework, runs } = planRuns(new Workspace(root), 'team-1', { profile: 'full' });
  expect(homework.splits?.tf_flowers).toEqual({
    train: 'train[:32]',
    validation: 'train[32:35]',
    test: 'train[35:]',
  });
  expect(runs.map(({ settings }) => settings.training.epochs)).toEqual([4]);
});

test('says which label has too few photos, and ends', () => {
  const size = { perLabel: 10, imageSize: 96, epochs: 4 };
  const told = vi.spyOn(console, 'error').mockReturnValue();
  vi.spyOn(process, 'exit').mockImplementation((code) => {
    throw new Error(`exit ${code}`);
  });
  expect(() => makeEpochWorkspace(join(folder, 'made'), join(folder, 'from'), size)).toThrow('exit 2');
  expect(told.mock.calls.join()).toContain('daisy has 9 photos; --images asks for 10 a label.');
});
