export * from './errors.js';
export { type Evaluation, evaluateRun } from './evaluate-run.js';
export { exportRun } from './export-run.js';
export { type InspectedRun, type InspectOptions, inspectRun } from './inspect/inspect-run.js';
export { type Prediction, type PredictOptions, predictRun } from './predict-run.js';
export { TerminalProgress } from './progress/terminal-progress.js';
export { judgeOverfitting } from './results/judge-overfitting.js';
export type { RunPlace, StepReport, TrainEvent } from './train-event.js';
export { type TrainedRun, type TrainOptions, trainTeam } from './train-team.js';
