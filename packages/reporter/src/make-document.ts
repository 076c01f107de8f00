import type { Document } from './page/document.js';
import type { ReportContext } from './report-context.js';
import { comparison } from './sections/comparison.js';
import { discussion } from './sections/discussion.js';
import { headline } from './sections/headline.js';
import { myExperiments } from './sections/my-experiments.js';
import { network } from './sections/network.js';
import { reproduce } from './sections/reproduce.js';
import { roster } from './sections/roster.js';
import { task } from './sections/task.js';
import { teamExperiments } from './sections/team-experiments.js';

/** One student's report: the headline and the eight sections in their order. */
export async function makeDocument(context: ReportContext): Promise<Document> {
  return {
    language: context.language,
    ...headline(context),
    sections: [
      roster(context),
      await task(context),
      network(context),
      await myExperiments(context),
      await teamExperiments(context),
      await comparison(context),
      discussion(context),
      reproduce(context),
    ],
  };
}
