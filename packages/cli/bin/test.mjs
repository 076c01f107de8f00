// `npm test`: sets up what is missing, runs all tests, ends with "N passed, N failed".
import { build } from './set-up/build.mjs';
import { setUpDependencies } from './set-up/dependencies.mjs';
import { setUpEngine } from './set-up/engine.mjs';
import { checkNodeVersion } from './set-up/node-version.mjs';
import { runTests } from './set-up/run-tests.mjs';

checkNodeVersion();
let step = 0;
const say = (line) => process.stdout.write(`\n[${++step}/4] ${line}\n`);
await setUpDependencies(say);
await build(say);
await setUpEngine(say);
say('Tests: vitest …');
process.exitCode = await runTests(process.argv.slice(2));
