// `npm run interop:tfds`: what Teamnet and Python's TFDS prepare and read, side by side; ends with "N passed, N failed".
import { runTests } from './set-up/run-tests.mjs';

process.exitCode = await runTests([
  '--mode',
  'proof',
  '--dir',
  'packages/datasets',
  'interop/interop',
  ...process.argv.slice(2),
]);
