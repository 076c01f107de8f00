import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ClassRoom, openClassRoom } from './class-room.js';
import { CHECKOUT, call } from './teamnet.js';

type CacheState = 'hit' | 'miss' | undefined;

/** What a call of turbo said, and whether each task was a cache hit. */
export interface TurboOutcome {
  code: number | null;
  output: string;
  train: CacheState;
  report: CacheState;
  grade: CacheState;
}

/** A class room with the checkout's turbo.json over its one team; the rooms have no build of their own there. */
export interface TurboRoom extends ClassRoom {
  turbo(...tasks: string[]): Promise<TurboOutcome>;
}

/** As openClassRoom; whoever opened it disposes of it. */
export function openTurboRoom(change: Parameters<typeof openClassRoom>[0] = {}): TurboRoom {
  const room = openClassRoom(change);
  for (const file of ['turbo.json', 'tsconfig.base.json', 'package-lock.json', '.gitignore'])
    cpSync(join(CHECKOUT, file), room.path(file));
  const { packageManager, workspaces } = JSON.parse(readFileSync(join(CHECKOUT, 'package.json'), 'utf8'));
  writeFileSync(room.path('package.json'), JSON.stringify({ name: 'teamnet', packageManager, workspaces }));
  symlinkSync(join(CHECKOUT, 'node_modules'), room.path('node_modules'));
  const app = JSON.parse(readFileSync(room.path('apps/team-t/package.json'), 'utf8'));
  writeFileSync(room.path('apps/team-t/package.json'), JSON.stringify({ ...app, version: '0.1.0' }));
  mkdirSync(room.path('packages'));
  return { ...room, turbo: (...tasks) => callTurbo(room, tasks) };
}

async function callTurbo(room: ClassRoom, tasks: readonly string[]): Promise<TurboOutcome> {
  const { code, stdout, stderr } = await call(
    process.execPath,
    [join(CHECKOUT, 'node_modules/turbo/bin/turbo'), 'run', ...tasks, '--filter', 'team-t'],
    {
      cwd: room.root,
      env: {
        TURBO_TELEMETRY_DISABLED: '1',
        TEAMNET_SOURCE: 'stand-in',
        TFDS_DATA_DIR: room.path('data'),
      },
    },
  );
  const output = stdout + stderr;
  const state = (task: string) => {
    const line = output.split('\n').find((one) => one.includes(`team-t:${task}: cache`)) ?? '';
    return /cache (hit|miss)/.exec(line)?.[1] as CacheState;
  };
  return { code, output, train: state('train'), report: state('report'), grade: state('grade') };
}
