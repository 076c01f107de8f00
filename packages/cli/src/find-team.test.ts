import { join } from 'node:path';
import { Workspace } from '@teamnet/records';
import { expect, test } from 'vitest';
import { UsageError } from './errors.js';
import { findTeam } from './find-team.js';

const workspace = Workspace.find(import.meta.dirname);

test('the team given counts, else that of the app folder one is in', () => {
  const app = join(workspace.root, 'apps', 'team-5');
  expect(findTeam(workspace, app, 'team-3')).toBe('team-3');
  expect(findTeam(workspace, app, undefined)).toBe('team-5');
  expect(findTeam(workspace, join(app, 'runs', 'baseline'), undefined)).toBe('team-5');
});

test('outside of an app a team must be given, and the error names the teams', () => {
  for (const folder of [
    workspace.root,
    join(workspace.root, 'apps'),
    join(workspace.root, 'packages', 'cli'),
  ])
    expect(() => findTeam(workspace, folder, undefined)).toThrow(UsageError);
  try {
    findTeam(workspace, workspace.root, undefined);
  } catch (error) {
    expect((error as UsageError).remedy).toContain('team-3');
  }
});
