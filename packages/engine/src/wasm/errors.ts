import { TeamnetError } from '@teamnet/records';

/** The WASM engine could not be started on this machine. */
export class WasmUnavailableError extends TeamnetError {
  constructor(why: string, cause?: unknown) {
    super({
      code: 'wasm-unavailable',
      message: `The WASM engine of TensorFlow.js could not be started: ${why}.`,
      remedy: 'Use Node 20 or newer and run `npm install` again, so that the .wasm files are in place.',
      cause,
    });
  }
}

/** A kernel was asked for something that the WASM engine does not do. */
export class WasmUnsupportedError extends TeamnetError {
  constructor(what: string) {
    super({
      code: 'wasm-unsupported',
      message: `The WASM engine cannot do ${what}.`,
      remedy: "Use dataFormat 'channelsLast' in the model, or the native engine (`teamnet doctor` says how).",
    });
  }
}
