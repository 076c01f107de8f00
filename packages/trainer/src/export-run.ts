import { join, resolve } from 'node:path';
import { openEngine } from '@teamnet/engine';
import { inputRule, readRun } from '@teamnet/records';
import { type ExportFormatName, type ExportResult, exportedNetwork, writeExport } from '@teamnet/weights';
import { checkSavedNetwork, loadSavedNetwork } from './store/saved-network.js';

/**
 * Writes the network of a finished run for another program.
 * @param runFolder `apps/<team>/runs/<experiment>/<dataset>`
 * @param out file, or folder for `saved-model`
 * @throws RunUnusableError and records' errors for the run's folder; the weights room's errors for layer and place
 */
export async function exportRun(
  runFolder: string,
  format: ExportFormatName,
  out: string,
): Promise<ExportResult> {
  const folder = resolve(runFolder);
  const run = readRun(join(folder, 'run.json'));
  checkSavedNetwork(run, folder);
  // Nothing is computed, and this engine starts at once.
  await openEngine({ engine: 'cpu' });
  const model = await loadSavedNetwork(run, folder);
  try {
    const { labels, name } = run.dataset;
    const source = `${run.team}/${run.experiment}/${name}`;
    return await writeExport(
      exportedNetwork(model, {
        labels,
        input: inputRule(run.settings.training),
        date: run.timing.startedAt,
        source,
      }),
      format,
      out,
    );
  } finally {
    model.dispose();
  }
}
