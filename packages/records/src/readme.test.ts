import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';

test("the README's example runs and prints what its comments say", async () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
  const [, example] = /```ts\n([\s\S]*?)```/.exec(readme)!;
  const expected = [...example!.matchAll(/console\.log\(.*\); \/\/ (.*)$/gm)].map((match) => match[1]);
  // Beside the sources, so that the package's own name resolves as it does for a user.
  const folder = mkdtempSync(join(import.meta.dirname, '.readme-'));
  const log = vi.spyOn(console, 'log').mockImplementation(() => {});
  try {
    writeFileSync(join(folder, 'example.mjs'), example!);
    await import(join(folder, 'example.mjs'));
    expect(log.mock.calls.map((values) => values.join(' '))).toEqual(expected);
    expect(expected.length).toBeGreaterThan(0);
  } finally {
    log.mockRestore();
    rmSync(folder, { recursive: true });
  }
});
