import { WasmUnsupportedError } from './errors.js';

/** Throws WasmUnsupportedError for a data format that no convolution of the WASM backend can read. */
export function requireChannelsLast(kernel: string, dataFormat: string): void {
  if (dataFormat !== 'NHWC') throw new WasmUnsupportedError(`${kernel} with data format ${dataFormat}`);
}
