import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { Workspace } from './workspace.js';

it('is the nearest checkout upwards, and gives every file its place', () => {
  const root = mkdtempSync(join(tmpdir(), 'teamnet-records-'));
  try {
    writeFileSync(join(root, 'package.json'), '{"name":"teamnet"}');
    mkdirSync(join(root, 'apps', 'team-3', 'src'), { recursive: true });
    writeFileSync(join(root, 'apps', 'team-3', 'package.json'), '{"name":"team-3"}');
    const workspace = Workspace.find(join(root, 'apps', 'team-3', 'src'));
    expect(workspace.root).toBe(root);
    expect(workspace.runFile('team-3', 'baseline', 'tf_flowers')).toBe(
      join(root, 'apps/team-3/runs/baseline/tf_flowers/run.json'),
    );
    expect(workspace.discussionFile('team-3', 's3-1')).toBe(join(root, 'apps/team-3/discussion/s3-1.md'));
    expect(workspace.teamNames()).toEqual([]);
    mkdirSync(workspace.teamsFolder);
    for (const team of ['team-10', 'team-2']) writeFileSync(workspace.teamFile(team), '{}');
    expect(workspace.teamNames()).toEqual(['team-2', 'team-10']);
  } finally {
    rmSync(root, { recursive: true });
  }
});

it('says so outside a checkout', () => {
  expect(() => Workspace.find('/')).toThrow('/ is not inside a Teamnet checkout.');
});
