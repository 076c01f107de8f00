// Loaded before a command (`node --import`): counts its changes of the disk and kills it, as by kill -9, before one of
// them. KILL_AT_STEP: which, from 1; STEPS_FILE: where to write all of them down instead, as [function, path].
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

const CHANGES = [
  'mkdirSync',
  'openSync',
  'writeSync',
  'fsyncSync',
  'closeSync',
  'writeFileSync',
  'copyFileSync',
  'renameSync',
  'linkSync',
  'rmSync',
  'rmdirSync',
];
const { KILL_AT_STEP, STEPS_FILE } = process.env;
const { writeFileSync } = fs;
const steps = [];
for (const name of CHANGES) {
  const original = fs[name];
  fs[name] = (...values) => {
    // Node itself reads files through openSync.
    const reads = name === 'openSync' && (values[1] === undefined || values[1] === 'r');
    if (!reads) steps.push([name, String(values[0])]);
    if (!reads && steps.length === Number(KILL_AT_STEP)) process.kill(process.pid, 'SIGKILL');
    return original(...values);
  };
}
syncBuiltinESMExports();
if (STEPS_FILE) process.on('exit', () => writeFileSync(STEPS_FILE, JSON.stringify(steps)));
