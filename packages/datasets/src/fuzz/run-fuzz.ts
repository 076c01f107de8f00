import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { FuzzResult } from './fuzz-target.js';
import { fuzzTargets } from './targets.js';

/** One input may take so long before its process is killed. */
const HANG_MS = 20_000;
/** Most memory that a reader's process may ever have held, bytes; Node, libvips and the inputs themselves included. */
const MOST_MEMORY = 2 ** 30;

/** What a child says: that an input begins, and at the end what came of all. */
export type ChildMessage = { input: string } | { result: FuzzResult; peak: number };

/**
 * `npm run fuzz:data -- [--target zip] [--seed 1] [--inputs 20000] [--path 12:3]`: each reader in a process of its own,
 * so that a crash, a hang and memory without bound are seen and end nothing but that reader.
 */
async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      ...{ target: { type: 'string' }, seed: { type: 'string' } },
      ...{ inputs: { type: 'string', default: '20000' }, path: { type: 'string' } },
    },
  });
  const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 31));
  console.log(`seed ${seed}`);
  const chosen = fuzzTargets.filter(({ name }) => values.target === undefined || name === values.target);
  let failed = chosen.length === 0;
  let total = 0;
  for (const target of chosen) {
    const inputs = Math.ceil((target.inputs * Number(values.inputs)) / 20_000);
    const again = `npm run fuzz:data -- --target ${target.name} --seed ${seed} --inputs ${values.inputs}`;
    const args = [target.name, String(seed), String(inputs), ...(values.path ? [values.path] : [])];
    const started = performance.now();
    const { problem, line } = await watch(fork(childFile(), args));
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    console.log(`${target.name}: ${inputs} inputs, ${seconds} s${line}`);
    total += inputs;
    if (problem === null) continue;
    failed = true;
    console.log(`${problem}\nAgain: ${again}`);
  }
  console.log(`${total} inputs, ${failed ? 'FAILED' : 'no crash, no hang, no wrong answer'}; seed ${seed}`);
  return failed ? 1 : 0;
}

function childFile(): string {
  return fileURLToPath(new URL('./fuzz-child.js', import.meta.url));
}

/** Waits for a child, and kills one that has worked on one input for too long. */
function watch(child: ChildProcess): Promise<{ problem: string | null; line: string }> {
  return new Promise((resolve) => {
    let inputs = 0;
    let input = '';
    let outcome: { problem: string | null; line: string } | undefined;
    const hang = setTimeout(() => {
      outcome = { problem: `Input ${inputs} has not ended after ${HANG_MS / 1000} s: ${input}`, line: '' };
      child.kill('SIGKILL');
    }, HANG_MS);
    child.on('message', (message: ChildMessage) => {
      hang.refresh();
      if ('input' in message) {
        inputs++;
        input = message.input;
      } else outcome = read(message);
    });
    child.on('exit', (code, signal) => {
      clearTimeout(hang);
      resolve(
        outcome ?? {
          problem: `It crashed (${signal ?? `exit ${code}`}) at input ${inputs}: ${input}`,
          line: '',
        },
      );
    });
  });
}

function read({ result, peak }: Exclude<ChildMessage, { input: string }>) {
  const outcomes = Object.entries(result.outcomes).map(([code, count]) => `${code} ${count}`);
  const megabytes = Math.round(peak / 2 ** 20);
  const line = `, slowest ${Math.round(result.slowest)} ms, ${megabytes} MiB at most: ${outcomes.join(', ')}`;
  const tooMuch = peak > MOST_MEMORY ? `It took ${megabytes} MiB of memory.` : null;
  return { problem: result.failure ?? tooMuch, line };
}

process.exitCode = await main();
