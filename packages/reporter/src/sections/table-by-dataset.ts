import type { Language } from '@teamnet/records';
import type { ExperimentResult } from '../facts/team-standings.js';
import type { Block } from '../page/document.js';
import { datasetCell } from './shared-words.js';

/** A table for each data set below its name. */
export function tableByDataset(
  results: readonly ExperimentResult[],
  language: Language,
  table: (part: readonly ExperimentResult[]) => Block,
): Block[] {
  const datasets = [...new Set(results.map(({ runs }) => runs[0]!.dataset))];
  return datasets.flatMap((dataset): Block[] => {
    const part = results.filter(({ runs }) => runs[0]!.dataset === dataset);
    const marked = part.find(({ runs }) => runs[0]!.run.dataset.source === 'stand-in') ?? part[0]!;
    const text = datasetCell(dataset, marked.runs[0]!.run, language);
    return [{ kind: 'heading', text, minor: true }, table(part)];
  });
}
