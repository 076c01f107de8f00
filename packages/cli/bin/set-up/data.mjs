import { fail, runNode } from './run.mjs';

/** Makes both data sets ready, with a progress bar where something is downloaded. */
export async function setUpData(say) {
  say('Data: teamnet data prepare …');
  const code = await runNode('packages/cli/bin/teamnet.mjs', ['data', 'prepare']);
  if (code !== 0)
    fail('The data could not be made ready; the reason stands above.', 'Mend that and run it again.', code);
}
