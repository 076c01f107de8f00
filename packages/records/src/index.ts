export {
  AUGMENTATION_DEFAULTS,
  AUGMENTATION_NAMES,
  type Augmentation,
  type AugmentationName,
  augmentationName,
  augmentationText,
  mixesLabels,
  type ResolvedAugmentation,
  resolveAugmentation,
} from './augmentation.js';
export { canonicalJson } from './canonical-json.js';
export { COURSE_DATASETS, type CourseDataset, isCourseDataset } from './course-datasets.js';
export type * from './data-survey.js';
export { studentText, TEMPLATE_MARKER, withoutComments } from './discussion-text.js';
export { DIVERGENCE_FILE, type Divergence, readDivergence } from './divergence.js';
export * from './errors.js';
export { ABLATIONS, type Ablation } from './expand/ablations.js';
export { baselineOf } from './expand/baseline-of.js';
export { allRepeats, repeatsOf } from './expand/repeats-of.js';
export { sweepPath, valueAt } from './expand/sweep-setting.js';
export type * from './grade.js';
export type * from './homework.js';
export { WHOLE_SETTINGS } from './homework.js';
export { type InputRule, inputRule } from './input-rule.js';
export type * from './inspection.js';
export type * from './marks.js';
export { asWritten, type WrittenHomework } from './own-datasets.js';
export type * from './photo-credit.js';
export { finishPlacing, Placing } from './place-folders.js';
export { fromPlainError, type PlainError, toPlainError } from './plain-error.js';
export { isRunning, type ProcessIdentity, thisProcess } from './process-identity.js';
export { LockHeld, ProcessLock, runLockFile } from './process-lock.js';
export { PREDICTIONS_FILE, readPredictions } from './read-predictions.js';
export { readGrade, readHomework, readMarks, readRubric, readRun, readTeam } from './read-record.js';
export { readRunIfValid } from './read-run-if-valid.js';
export { type HashOf, readRepeatRuns, readTeamRuns, type TeamRun } from './read-team-runs.js';
export { SECTION_IDS, type SectionId } from './report-sections.js';
export { type ResolvedSettings, resolveSettings } from './resolve-settings.js';
export type * from './rubric.js';
export type * from './run.js';
export { type RunIngredients, runId } from './run-id.js';
export { settingsDifference } from './settings-difference.js';
export type * from './share.js';
export { readSharingNote, SHARING_FILE, type SharingNote } from './sharing-note.js';
export { shownPhotos } from './shown-photos.js';
export type * from './team.js';
export { type TrainingStage, trainingStages } from './transfer-stages.js';
export { findAugmentProblem, findProblem, type RecordKind } from './validate.js';
export { Workspace } from './workspace.js';
export { toJson, writeWhole } from './write-whole.js';
