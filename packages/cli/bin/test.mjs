// `npm test`: sets up what is missing, runs all tests, ends with "N passed, N failed".
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from './set-up/build.mjs';
import { setUpDependencies } from './set-up/dependencies.mjs';
import { setUpEngine } from './set-up/engine.mjs';
import { checkNodeVersion } from './set-up/node-version.mjs';
import { fail, runNode } from './set-up/run.mjs';

checkNodeVersion();
let step = 0;
const say = (line) => process.stdout.write(`\n[${++step}/4] ${line}\n`);
await setUpDependencies(say);
await build(say);
await setUpEngine(say);
say('Tests: vitest …');
const folder = mkdtempSync(join(tmpdir(), 'teamnet-test-'));
const file = join(folder, 'results.json');
const code = await runNode('node_modules/vitest/vitest.mjs', [
  'run',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${file}`,
  ...process.argv.slice(2),
]);
const results = readResults();
rmSync(folder, { recursive: true });
const { passed, failed, skipped } = results;
process.stdout.write(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`);
process.exitCode = code === 0 && failed === 0 ? 0 : 1;

/** A file that could not even be loaded has no tests of its own and counts as one that failed. */
function readResults() {
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
