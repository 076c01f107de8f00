import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { TurnProcess } from './turn-process.js';

const node = (code: string) => ({ name: 'echo', command: process.execPath, args: ['-e', code] });
const echo = `
  console.log('ready ' + process.pid);
  require('node:readline').createInterface({ input: process.stdin }).on('line', (line) => {
    if (line === 'die') { console.error('out of luck'); process.exit(1); }
    console.log(line + '!');
  });`;

test('a contender answers in its turns and ends with them', async () => {
  const [child, ready] = await TurnProcess.start(node(echo));
  const pid = Number(ready.replace('ready ', ''));
  expect(await child.turn('train 4')).toBe('train 4!');
  expect(await child.turn('infer 4')).toBe('infer 4!');
  if (existsSync('/proc')) {
    // A Node process takes some tens of MB.
    expect(child.peakMemory).toBeGreaterThan(20);
    expect(child.peakMemory).toBeLessThan(500);
  }
  child.close();
  await expect.poll(() => isAlive(pid)).toBe(false);
});

test('one that ends before its first line or in its turn is an error with its last words', async () => {
  const early = TurnProcess.start(node('console.error("no licence")'));
  await expect(early).rejects.toThrow(/echo ended unasked.*no licence/s);
  const [child] = await TurnProcess.start(node(echo));
  await expect(child.turn('die')).rejects.toThrow(/echo ended unasked.*out of luck/s);
  child.close();
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
