import type { Check } from '../check.js';
import { augmentationTried } from './augmentation-tried.js';
import { bothDatasets } from './both-datasets.js';
import { discussionWritten } from './discussion-written.js';
import { eachMember } from './each-member.js';
import { evaluationDone } from './evaluation-done.js';
import { fourExperiments } from './four-experiments.js';
import { modelDiagram } from './model-diagram.js';
import { modelLoadable } from './model-loadable.js';
import { modelSaved } from './model-saved.js';
import { modelSummary } from './model-summary.js';
import { numbersMatch } from './numbers-match.js';
import { overfittingDiscussed } from './overfitting-discussed.js';
import { ownDiscussion } from './own-discussion.js';
import { ownExperiment } from './own-experiment.js';
import { reportThere } from './report-there.js';
import { rosterComplete } from './roster-complete.js';
import { sameNetwork } from './same-network.js';
import { sectionsThere } from './sections-there.js';
import { trainingDone } from './training-done.js';

/** Every item of a grade, in the order of grade.json; a new check is a file here and a line in this list. */
export const CHECKS: readonly Check[] = [
  reportThere,
  ...sectionsThere,
  rosterComplete,
  fourExperiments,
  ownExperiment,
  eachMember,
  bothDatasets,
  sameNetwork,
  augmentationTried,
  trainingDone,
  evaluationDone,
  overfittingDiscussed,
  discussionWritten,
  numbersMatch,
  modelSaved,
  modelLoadable,
  modelDiagram,
  modelSummary,
  ownDiscussion,
];
