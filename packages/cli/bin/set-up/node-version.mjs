import { fail } from './run.mjs';

/** Ends with one clear error on a Node that is too old. */
export function checkNodeVersion() {
  const [major] = process.versions.node.split('.').map(Number);
  if (major < 20)
    fail(`Node ${process.versions.node} is too old.`, 'Install Node 20 or newer (https://nodejs.org).');
}
