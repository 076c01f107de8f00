/** Something that is missing or in the way, and the command or step that mends it. */
export interface Problem {
  what: string;
  remedy: string;
}

/** A folder that Teamnet uses. */
export interface FolderDiagnosis {
  /** What it is for, e.g. `data`. */
  name: string;
  path: string;
  exists: boolean;
  /** Whether it can be written, or made where it does not exist. */
  writable: boolean;
  /** Space left on its disk, in bytes. */
  freeBytes: number;
  /** What it holds, in bytes; of the cache folder only. */
  usedBytes?: number;
}

/** An engine that is not the one in use. */
export interface OtherEngine {
  /** `native`, `webgpu` or `wasm`. */
  name: string;
  usable: boolean;
  /** What it would compute with, or why it cannot be used. */
  what: string;
}

/** What `teamnet doctor` shows; sizes in bytes. */
export interface Diagnosis {
  engine: {
    name: string;
    version: string;
    device: string;
    /** How a training step runs. */
    mode: 'compiled' | 'eager';
    threads: number;
    /** Whether compiled steps have the fused kernels; of native TensorFlow on the CPU only. */
    fusedKernels?: boolean;
    /** Why it is not native TensorFlow. */
    fallback?: string;
  };
  /** In the order in which they are tried. */
  otherEngines?: OtherEngine[];
  node: { version: string; supported: boolean };
  system: {
    platform: string;
    arch: string;
    cpu: string;
    cores: number;
    instructions: string[];
    gpu?: string;
  };
  /** Why native TensorFlow computes on the processor though there is an NVIDIA GPU. */
  unusedGpu?: Problem;
  memory: { totalBytes: number; freeBytes: number };
  folders: FolderDiagnosis[];
  python?: { command: string; version: string; pip?: string };
  compiler?: { command: string; version: string };
  problems: Problem[];
}
