import { dirname, join, posix } from 'node:path';
import type { Check } from '../check.js';
import { findPictureProblem } from '../find-picture-problem.js';
import { missing, notShared, ok } from '../finding.js';
import type { HandIn } from '../hand-in.js';
import { HINTS } from '../hints.js';
import type { ReportPicture } from '../parse-report.js';

const HINT = HINTS.handInFigures;

/** The report's section on the network shows a diagram of it: a picture file that is there and whole. */
export const modelDiagram: Check = {
  id: 'model-diagram',
  judge(handIn) {
    const section = handIn.report.sections.get('network');
    if (!section) return missing(`${handIn.reportFile}: there is no <!-- section: network -->`, HINT);
    const place = `${handIn.reportFile}:${section.line}`;
    if (section.pictures.length === 0) {
      const evidence = `${place}: the section has no diagram`;
      return handIn.allSharedRuns.length > 0
        ? missing(evidence, HINT)
        : notShared(`${evidence}, and the team shares no run`, HINTS.comesWithRun);
    }
    const problems: string[] = [];
    for (const picture of section.pictures) {
      const problem = findProblem(picture, handIn);
      if (problem === null) return ok(`${handIn.reportFile}:${picture.line}: ${fileOf(picture, handIn)}`);
      problems.push(`${handIn.reportFile}:${picture.line}: ${picture.source}: ${problem}`);
    }
    return missing(problems.join('; '), HINT);
  },
};

function findProblem(picture: ReportPicture, handIn: HandIn): string | null {
  if (/^([a-z][a-z0-9+.-]*:|\/)/i.test(picture.source)) return 'it is not a file beside the report';
  const file = fileOf(picture, handIn);
  if (!file.startsWith(`${dirname(handIn.reportFile)}/`)) return 'it is not a file beside the report';
  const content = handIn.asked.read(join(handIn.of.workspace.root, file));
  return content === null ? 'there is no such file' : findPictureProblem(content);
}

/** Relative to the checkout. */
function fileOf({ source }: ReportPicture, { reportFile }: HandIn): string {
  let path = source;
  try {
    path = decodeURIComponent(source);
  } catch {
    // A percent sign of its own.
  }
  return posix.join(dirname(reportFile), path);
}
