import { afterEach, expect, test, vi } from 'vitest';
import { sharedData } from '../../testing/shared-data.js';
import { benchOptions } from './options.js';

const before = process.argv;
afterEach(() => {
  process.argv = before;
  vi.restoreAllMocks();
});

function given(...args: string[]) {
  process.argv = ['node', 'bench', ...(sharedData ? ['--data', sharedData] : []), ...args];
  return benchOptions(5);
}

/** What the program says when it ends for a wrong option. */
function refusal(...args: string[]): string {
  const said = vi.spyOn(console, 'error').mockImplementation(() => {});
  const ended = vi.spyOn(process, 'exit').mockImplementation(() => {
    throw new Error('ended');
  });
  expect(() => given(...args)).toThrow('ended');
  expect(ended).toHaveBeenCalledWith(2);
  return said.mock.calls.join('\n');
}

test.skipIf(!sharedData)(
  'all images of both data sets are measured unless something else is asked for',
  () => {
    const all = { datasets: ['rock_paper_scissors', 'tf_flowers'], rounds: 5, images: undefined };
    expect(given()).toMatchObject(all);
    expect(given('--quick')).toMatchObject({ ...all, rounds: 1, images: 300 });
    const some = given('--datasets', 'tf_flowers', '--rounds', '2', '--images', '64', '--quick');
    expect(some).toMatchObject({ datasets: ['tf_flowers'], rounds: 2, images: 64 });
  },
);

test.skipIf(!sharedData)('a wrong option is one clear error', () => {
  expect(refusal('--datasets', 'mnist')).toBe(
    'error: There is no data set "mnist".\n  → Use rock_paper_scissors or tf_flowers.',
  );
  expect(refusal('--rounds', '0')).toMatch(/--rounds is "0"\.\n {2}→ Give it a whole number of 1 or more/);
  expect(refusal('--data', '/nowhere')).toMatch('/nowhere/real/rock_paper_scissors is not there.');
});
