export { openProgram } from './compile/open-program.js';
export type {
  ComputePrecision,
  InputSpec,
  Program,
  StepFunction,
  StepInputs,
  StepOutputs,
} from './compile/program.js';
export { type ComputeDevice, computeDevice } from './device/compute-device.js';
export { DeviceQueue, type QueuePlace } from './device/device-queue.js';
export type { DeviceUse } from './device/ticket.js';
export { usesQueue } from './device/uses-queue.js';
export { diagnose } from './diagnose/diagnose.js';
export type { Diagnosis, FolderDiagnosis, OtherEngine, Problem } from './diagnose/diagnosis.js';
export { formatDiagnosis } from './diagnose/format-diagnosis.js';
export * from './errors.js';
export { type AdamState, type AdamStep, adamUpdate } from './fused/adam-update.js';
export { type BatchNormResult, fusedBatchNorm } from './fused/batch-norm.js';
export { gatherRows } from './fused/gather-rows.js';
export { softmaxCrossEntropy } from './fused/softmax-cross-entropy.js';
export { cacheFolder } from './native/cache-folder.js';
export { fetchWheel } from './native/fetch-wheel.js';
export { withLock } from './native/lock.js';
export { processEnvironment } from './native/process-environment.js';
export type { OnProgress, SetUpProgress } from './native/progress.js';
export { type SetUpOptions, type SetUpResult, setUpNative } from './native/set-up-native.js';
export type { Wheel } from './native/tensorflow-release.js';
export { throttleProgress } from './native/throttle-progress.js';
export { type Engine, type EngineName, openEngine } from './open-engine.js';
export { explainOutOfMemory } from './out-of-memory.js';
export { randomUniform } from './random/random-uniform.js';
export { withStepSeed } from './random/step-seed.js';
