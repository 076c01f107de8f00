/**
 * What TensorFlow reads from the environment while it loads. Log level 2 leaves out its notes and warnings, not its
 * errors.
 */
export function tensorflowSettings(threads: number): Record<string, string> {
  return {
    TF_CPP_MIN_LOG_LEVEL: '2',
    TF_NUM_INTRAOP_THREADS: String(threads),
    // Each operation uses all threads already: two at once only take them from each other (a step was 14 % slower).
    TF_NUM_INTEROP_THREADS: '1',
    // Of a GPU's memory only what is needed, not all at once.
    TF_FORCE_GPU_ALLOW_GROWTH: 'true',
    // GPUs have the numbers that nvidia-smi shows, not an order of speed.
    CUDA_DEVICE_ORDER: 'PCI_BUS_ID',
  };
}

/** Makes these settings for this process; what the user has set stays. */
export function setTensorFlowEnvironment(threads: number): void {
  for (const [name, value] of Object.entries(tensorflowSettings(threads))) process.env[name] ??= value;
}
