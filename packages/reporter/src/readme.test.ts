import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { FixtureClass } from './testing/fixture-class.js';

const made = new FixtureClass();
afterEach(() => made.remove());

test("the README's example runs in a checkout and prints what its comments say", async () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
  const [, example] = /```ts\n([\s\S]*?)```/.exec(readme)!;
  const expected = [...example!.matchAll(/console\.log\(.*\); \/\/ (.*)$/gm)].map((match) => match[1]);
  // Beside the sources, so that the package's own name resolves as it does for a user.
  const folder = mkdtempSync(join(import.meta.dirname, '.readme-'));
  const log = vi.spyOn(console, 'log').mockImplementation(() => {});
  const cwd = vi.spyOn(process, 'cwd').mockReturnValue(made.workspace.root);
  try {
    writeFileSync(join(folder, 'example.mjs'), example!);
    await import(join(folder, 'example.mjs'));
    expect(log.mock.calls.map((values) => values.join(' '))).toEqual(expected);
    expect(expected.length).toBeGreaterThan(0);
  } finally {
    log.mockRestore();
    cwd.mockRestore();
    rmSync(folder, { recursive: true });
  }
});
