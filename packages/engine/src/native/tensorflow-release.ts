import { nvidiaWheels } from './nvidia-wheels.js';

/** A Python package as it is downloaded. Only libraries and headers of it are used, so for which Python does not matter. */
export interface Wheel {
  package: string;
  version: string;
  file: string;
  bytes: number;
  sha256: string;
  /** The folder in it that is kept; everything else is left out. */
  inside: string;
}

/** A TensorFlow that can be downloaded. */
export interface TensorFlowRelease {
  version: string;
  /** TensorFlow itself, then the libraries that it needs. */
  wheels: readonly Wheel[];
  /** What is kept of them on the disk, in bytes. */
  unpackedBytes: number;
}

/** For which Python and system pip chooses the wheels, the newest system first. */
export const wheelTarget = {
  python: '3.11',
  platforms: [
    'manylinux_2_27_x86_64',
    'manylinux_2_17_x86_64',
    'manylinux2014_x86_64',
    'manylinux2010_x86_64',
  ],
};

/** The TensorFlow that is downloaded where none is there: the last one tried with the compiled step. */
export const tensorflowReleases: Record<'cpu' | 'gpu', TensorFlowRelease> = {
  cpu: {
    version: '2.21.0',
    wheels: [
      {
        package: 'tensorflow-cpu',
        version: '2.21.0',
        file: 'tensorflow_cpu-2.21.0-cp311-cp311-manylinux_2_27_x86_64.whl',
        bytes: 273_829_956,
        sha256: '2b847d217b02ee7731ed91431daf3250daa0196c3c94614d23be27232e6e5b6c',
        inside: 'tensorflow',
      },
    ],
    unpackedBytes: 854_000_000,
  },
  gpu: {
    version: '2.21.0',
    wheels: [
      {
        package: 'tensorflow',
        version: '2.21.0',
        file: 'tensorflow-2.21.0-cp311-cp311-manylinux_2_27_x86_64.whl',
        bytes: 572_440_367,
        sha256: '9056fbc9ba04235810b71ae6cbd958a196e8804fb53bbcffbf3e23b56155f124',
        inside: 'tensorflow',
      },
      ...nvidiaWheels,
    ],
    unpackedBytes: 5_620_000_000,
  },
};
