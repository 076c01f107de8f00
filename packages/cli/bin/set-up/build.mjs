import { fail, runTurbo } from './run.mjs';

/** Compiles the rooms that changed. */
export async function build(say) {
  say('Build: turbo run build …');
  const code = await runTurbo(['run', 'build', '--output-logs=errors-only']);
  if (code !== 0) fail('The build failed; the compiler says above where.', 'Mend that and run it again.');
}
