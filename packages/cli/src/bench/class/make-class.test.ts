import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gradeTeam, verifyClass } from '@teamnet/grader';
import { Workspace } from '@teamnet/records';
import { writeReports } from '@teamnet/reporter';
import { afterAll, expect, test, vi } from 'vitest';
import { openClassData } from './class-data.js';
import { ClassMaker } from './make-class.js';

vi.setConfig({ testTimeout: 120_000 });
const folder = mkdtempSync(join(tmpdir(), 'teamnet-made-class-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('the hand-ins that are made are honest: every item is ok, and nothing is found that cannot be', async () => {
  const data = await openClassData(join(folder, 'data'));
  const engine = { name: 'native', version: '2.21.0', device: 'cpu', threads: 2, mode: 'compiled' } as const;
  const makerIn = (name: string) =>
    new ClassMaker(new Workspace(join(folder, name)), { data, engine, weights: 'small', seed: 3 });
  const maker = makerIn('class');
  const { workspace } = maker;
  const teams = [await maker.addTeam(1), await maker.addTeam(2)];
  for (const team of teams) {
    await writeReports(workspace, team);
    for (const { student, items } of gradeTeam(workspace, team))
      for (const { id, state, evidence } of items)
        expect([student, id, state, evidence]).toEqual([student, id, 'ok', evidence]);
  }
  const { runs, findings } = await verifyClass(workspace, teams);
  expect([runs, findings]).toEqual([20, []]);

  // The same seed gives the same bytes, whatever other teams there are.
  const again = makerIn('again');
  await again.addTeam(2);
  const run = ['runs', 'no-residual', 'tf_flowers', 'run.json'];
  for (const path of [run, ['discussion', 's2-3.md']])
    expect(readFileSync(join(again.workspace.appFolder('team-2'), ...path))).toEqual(
      readFileSync(join(workspace.appFolder('team-2'), ...path)),
    );
});
