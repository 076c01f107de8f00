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
