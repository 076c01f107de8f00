import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fail, runNode } from './run.mjs';

/**
 * Runs vitest with these arguments and prints "N passed, N failed" at the end.
 * @returns the exit code
 */
export async function runTests(args) {
  const folder = mkdtempSync(join(tmpdir(), 'teamnet-test-'));
  const file = join(folder, 'results.json');
  const code = await runNode('node_modules/vitest/vitest.mjs', [
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
    ...args,
  ]);
  const { passed, failed, skipped } = readResults(file);
  rmSync(folder, { recursive: true });
  process.stdout.write(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`);
  return code === 0 && failed === 0 ? 0 : 1;
}

/** A file that could not even be loaded has no tests of its own and counts as one that failed. */
function readResults(file) {
  let results;
  try {
    results = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return fail('vitest ended without results; its own message stands above.', 'Mend that and run it again.');
  }
  const unloaded = results.testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  );
  return {
    passed: results.numPassedTests,
    failed: results.numFailedTests + unloaded.length,
    skipped: results.numPendingTests + results.numTodoTests,
  };
}
