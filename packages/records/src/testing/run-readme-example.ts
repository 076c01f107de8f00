import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { vi } from 'vitest';

/**
 * Runs the TypeScript example of a package's README and collects what it prints, so that a test can hold it to what
 * the example's comments say: `console.log(…); // this line`.
 *
 * @param sources the package's `src` folder (`import.meta.dirname` of the test); the README lies above it
 * @param options.cwd where the example believes to be run; here when left out
 */
export async function runReadmeExample(
  sources: string,
  options: { cwd?: string } = {},
): Promise<{ printed: string[]; promised: string[] }> {
  const readme = readFileSync(join(sources, '..', 'README.md'), 'utf8');
  const example = /```ts\n([\s\S]*?)```/.exec(readme)?.[1];
  if (example === undefined) throw new Error(`${sources}/../README.md has no TypeScript example.`);
  const promised = [...example.matchAll(/console\.log\(.*[,;] \/\/ (.*)$/gm)].map((match) => match[1]!);
  if (promised.length === 0) throw new Error(`The example of ${sources}/../README.md says nothing.`);
  // Beside the sources, so that the package's own name resolves as it does for a user.
  const folder = mkdtempSync(join(sources, '.readme-'));
  const log = vi.spyOn(console, 'log').mockImplementation(() => {});
  const cwd = options.cwd ? vi.spyOn(process, 'cwd').mockReturnValue(options.cwd) : null;
  try {
    writeFileSync(join(folder, 'example.mjs'), example);
    await import(join(folder, 'example.mjs'));
    return { printed: log.mock.calls.map((values) => values.join(' ')), promised };
  } finally {
    log.mockRestore();
    cwd?.mockRestore();
    rmSync(folder, { recursive: true });
  }
}
