import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './root.mjs';
import { fail } from './run.mjs';

/** Sets up native TensorFlow once per user; where that cannot be, the line says what it fell back to. */
export async function setUpEngine(say) {
  say('Engine: native TensorFlow …');
  const cli = await import(pathToFileURL(join(root, 'packages/cli/dist/index.js')).href);
  const controller = new AbortController();
  const interrupt = () => controller.abort();
  process.once('SIGINT', interrupt);
  try {
    process.stdout.write(`${await cli.setUpEngine(process.stderr, controller.signal)}\n`);
  } catch (error) {
    if (controller.signal.aborted) process.exit(130);
    fail(error.message, error.remedy ?? 'Run it again; "npx teamnet doctor" says more.');
  } finally {
    process.off('SIGINT', interrupt);
  }
}
