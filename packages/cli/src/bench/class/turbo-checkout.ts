import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { toJson, type Workspace } from '@teamnet/records';

/**
 * Makes a class's folder one that turbo runs in as in the checkout: its turbo.json and node_modules, and an app with
 * scripts a team. The rooms are not among its packages, for they do not change while homework is done.
 */
export function makeTurboCheckout(checkout: string, { root }: Workspace, teams: readonly string[]): void {
  for (const file of ['turbo.json', 'tsconfig.base.json', 'package-lock.json', '.gitignore'])
    cpSync(join(checkout, file), join(root, file));
  const { packageManager, workspaces } = JSON.parse(readFileSync(join(checkout, 'package.json'), 'utf8'));
  const manifest = { name: 'teamnet', private: true, packageManager, workspaces };
  writeFileSync(join(root, 'package.json'), toJson(manifest));
  symlinkSync(join(checkout, 'node_modules'), join(root, 'node_modules'));
  mkdirSync(join(root, 'packages'), { recursive: true });
  for (const team of teams) {
    const script = (command: string) => `teamnet ${command} --team ${team}`;
    const scripts = { train: script('train'), report: script('report'), grade: script('grade') };
    writeFileSync(
      join(root, 'apps', team, 'package.json'),
      toJson({ name: team, version: '0.1.0', private: true, type: 'module', scripts }),
    );
  }
}
