import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Contender } from './contender.js';

/**
 * A peer in a Python process of its own, which waits while the others have their turn.
 *
 * @param script a file of `packages/trainer/peers/`
 * @throws an Error when the process ends before it is ready
 */
export async function peerContender(
  name: string,
  python: string,
  script: string,
  args: readonly string[] = [],
): Promise<Contender> {
  const file = fileURLToPath(new URL(`../../peers/${script}`, import.meta.url));
  const peer = spawn(python, [file, ...args], {
    stdio: ['pipe', 'pipe', 'ignore'],
    env: { ...process.env, TF_CPP_MIN_LOG_LEVEL: '3' },
  });
  const lines = createInterface({ input: peer.stdout })[Symbol.asyncIterator]();
  const nextLine = async () => {
    const { value, done } = await lines.next();
    if (done) throw new Error(`${script} ended; "${python} ${file}" shows why.`);
    return value as string;
  };
  const versions = (await nextLine()).replace('ready ', '');
  return {
    name,
    about: `${name} ${versions}`,
    async run(work, size, steps) {
      peer.stdin.write(`${work} ${size} ${steps}\n`);
      return Number(await nextLine());
    },
    close: () => void peer.kill(),
  };
}
