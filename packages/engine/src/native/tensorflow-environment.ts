/**
 * Settings that TensorFlow reads from the environment while it loads; what the user has set stays.
 * `TF_CPP_MIN_LOG_LEVEL` 2 leaves warnings of TensorFlow's C++ out and errors in.
 */
export function setTensorFlowEnvironment(threads: number): void {
  const settings = { TF_CPP_MIN_LOG_LEVEL: '2', TF_NUM_INTRAOP_THREADS: String(threads) };
  for (const [name, value] of Object.entries(settings)) process.env[name] ??= value;
}
