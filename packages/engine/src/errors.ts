import { TeamnetError } from '@teamnet/records';

/** Native TensorFlow was asked for by name, but it is not set up or does not load. */
export class NativeUnavailableError extends TeamnetError {
  constructor(
    readonly why: string,
    cause?: unknown,
  ) {
    super({
      code: 'native-unavailable',
      message: `The native engine cannot be used: ${why}.`,
      remedy:
        'Run `npm start` or `teamnet doctor`, which say what is missing; without `engine`, WASM is used.',
      cause,
    });
  }
}

/** A value in an environment variable that the engine cannot use. */
export class EnvironmentError extends TeamnetError {
  constructor(variable: string, value: string, allowed: string) {
    super({
      code: 'environment-invalid',
      message: `The environment variable ${variable} is "${value}", not ${allowed}.`,
      remedy: `Set ${variable} to ${allowed}, or unset it.`,
      exitCode: 2,
    });
  }
}

/** The folder that `$TEAMNET_TENSORFLOW` names holds no TensorFlow that can be used here. */
export class TensorFlowFolderError extends TeamnetError {
  constructor(
    folder: string,
    readonly why: string,
  ) {
    super({
      code: 'tensorflow-folder-invalid',
      message: `TensorFlow in ${folder} cannot be used: ${why}.`,
      remedy:
        'Set TEAMNET_TENSORFLOW to the `tensorflow` folder of an installed Python TensorFlow 2.16 to 2.21, or unset it.',
      exitCode: 2,
    });
  }
}

/** A download did not get through; what arrived is kept and the next run goes on from there. */
export class DownloadError extends TeamnetError {
  constructor(
    url: string,
    readonly why: string,
    /** Bytes that are kept. */
    readonly receivedBytes: number,
    cause?: unknown,
  ) {
    super({
      code: 'download-failed',
      message: `Could not download ${url}: ${why}.`,
      remedy: `Check the connection and run the same command again; it goes on after ${Math.floor(receivedBytes / 1e6)} MB.`,
      cause,
    });
  }
}

/** A download is whole, but not the file that it should be. */
export class ChecksumError extends TeamnetError {
  constructor(url: string, expected: string, found: string) {
    super({
      code: 'checksum-wrong',
      message: `What was downloaded from ${url} is not the file that it should be (SHA-256 ${found.slice(0, 12)}…, not ${expected.slice(0, 12)}…).`,
      remedy:
        'It was deleted. Run the same command again; if it happens twice, a proxy or mirror is changing it.',
    });
  }
}

/** A wheel that cannot be unpacked. */
export class WheelError extends TeamnetError {
  constructor(file: string, why: string, cause?: unknown) {
    super({
      code: 'wheel-invalid',
      message: `${file} cannot be unpacked: ${why}.`,
      remedy: 'Delete it and run the same command again.',
      cause,
    });
  }
}

/** The binding between Node and TensorFlow did not compile, link or load. */
export class BuildError extends TeamnetError {
  constructor(why: string, log: string) {
    super({
      code: 'binding-build-failed',
      message: `Could not build the binding between Node and TensorFlow: ${why}.`,
      remedy: `The compiler's output is in ${log}.`,
    });
  }
}

/** Not enough room for what a set-up is going to write. */
export class DiskSpaceError extends TeamnetError {
  constructor(folder: string, neededBytes: number, freeBytes: number) {
    const megabytes = (bytes: number) => `${Math.ceil(bytes / 1e6).toLocaleString('en')} MB`;
    super({
      code: 'disk-full',
      message: `There is no room for TensorFlow in ${folder}: it takes ${megabytes(neededBytes)}, and ${megabytes(freeBytes)} are free.`,
      remedy:
        'Free some space, or set TEAMNET_CACHE_DIR to a folder on another disk; then run the same command again.',
    });
  }
}

/** Random numbers were asked for where no seed says which. */
export class NoStepSeedError extends TeamnetError {
  constructor() {
    super({
      code: 'no-step-seed',
      message: 'Random numbers were drawn outside a step.',
      remedy: 'Put the call inside withStepSeed, so that the numbers depend on the run’s seed and the step.',
    });
  }
}

/** A step function does something that cannot be compiled. */
export class TraceError extends TeamnetError {
  constructor(
    readonly what: string,
    readonly instead = 'run it with --engine-mode eager',
    /** Its name, where it is known. */
    step?: string,
  ) {
    super({
      code: 'not-traceable',
      message: `The step${step === undefined ? '' : ` ${step}`} cannot be compiled: ${what}.`,
      remedy: `${instead}.`,
    });
  }
}

/** A program was run with inputs that its function does not take. */
export class StepInputError extends TeamnetError {
  constructor(problem: string) {
    super({
      code: 'step-input',
      message: problem,
      remedy: 'Hand in what the function declared: its names, types and lengths.',
    });
  }
}

/** TensorFlow stopped a compiled function in the middle. The program can go on; variables may be updated in part. */
export class StepRunError extends TeamnetError {
  constructor(step: string, why: string, cause?: unknown) {
    super({
      code: 'step-failed',
      message: `TensorFlow could not run ${step}: ${why}.`,
      remedy:
        'Check what was handed in, e.g. labels from 0 to classes - 1; --engine-mode eager names the operation.',
      cause,
    });
  }
}

/** The queue of a device cannot be kept: no file can be made where all users of the machine look for it. */
export class DeviceQueueError extends TeamnetError {
  constructor(folder: string, why: string, cause?: unknown) {
    super({
      code: 'device-queue',
      message: `The queue of trainings cannot be kept in ${folder}: ${why}.`,
      remedy:
        'Set TEAMNET_LOCK_DIR to a folder that all users of this machine may write to, or TEAMNET_DEVICE_QUEUE=off.',
      cause,
    });
  }
}

/** A training step did not fit into the memory of its device. */
export class OutOfMemoryError extends TeamnetError {
  constructor(device: string, batchSize: number, cause?: unknown) {
    const half = Math.floor(batchSize / 2);
    const smaller =
      half >= 1
        ? `Set training.batchSize in homework.json to ${half}, or choose a smaller imageSize`
        : 'Choose a smaller training.imageSize in homework.json';
    const others = device.startsWith('gpu') ? '; `nvidia-smi` shows what else takes memory' : '';
    super({
      code: 'out-of-memory',
      message: `The memory of the device (${device}) is full at a batch size of ${batchSize}.`,
      remedy: `${smaller}${others}.`,
      cause,
    });
  }
}
