import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { toJson } from '@teamnet/records';
import { afterEach, expect, test, vi } from 'vitest';
import { FixtureWorkspace } from './testing/make-workspace.js';

const made = new FixtureWorkspace();
afterEach(() => made.remove());

test("the README's example runs in a checkout and prints what its comments say", async () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
  const [, example] = /```ts\n([\s\S]*?)```/.exec(readme)!;
  const expected = [...example!.matchAll(/console\.log\(.*\); \/\/ (.*)$/gm)].map((match) => match[1]);
  made.write(made.workspace.homeworkFile('team-1'), toJson(made.homework));
  vi.stubEnv('TFDS_DATA_DIR', made.data.dataDir);
  vi.stubEnv('TEAMNET_CACHE_DIR', made.data.cacheDir);
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
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true });
  }
});
