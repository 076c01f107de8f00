/** resize-kernel.wat as WebAssembly, base64; resize-kernel.test.ts says how it is made anew. */
const CODE =
  'AGFzbQEAAAABFAJgBX9/f39/AGAIf39/f39/f38AAwMCAAEFAwEAAQchAwZtZW1vcnkCAAdzdW1Sb3dzAAAKc3VtQ29sdW1ucwAB' +
  'CqkEAq8CAgR/CHsgAiADQQJ0aiEIA0D9DEAAAABAAAAAQAAAAEAAAAAhCSAJIQogCSELIAkhDCAAIAVqIQYgAiEHAkADQCAHIAhP' +
  'DQEgB/0JAgAhECAG/QAEACENIAYgAWohBiAG/QAEACEOIAYgAWohBiANIA79DQAQARECEgMTBBQFFQYWBxchDyAJIA/9iQEgEP26' +
  'Af2uASEJIAogD/2KASAQ/boB/a4BIQogDSAO/Q0IGAkZChoLGwwcDR0OHg8fIQ8gCyAP/YkBIBD9ugH9rgEhCyAMIA/9igEgEP26' +
  'Af2uASEMIAdBBGohBwwACwsgBCAJQQf9rAEgCkEH/awB/YUB/QsEACAEIAtBB/2sASAMQQf9rAH9hQH9CwQQIARBIGohBCAFQRBq' +
  'IgUgAUkNAAsL9QECBX8Ce/0MAAEGBwIDCAkEBQoLDA0OD/0MAAEICQIDCgsEBQwNBgcODyAHQQNGGyEOIAdBAXQhDCABIAVBAnRq' +
  'IQsDQP0MAAAQAAAAEAAAABAAAAAQACENIAMhCSADIAIoAgBBAnRqIQogACABKAIAIAxsaiEIAkADQCAJIApPDQEgDSAI/QAEACAO' +
  '/Q4gCf0JAgD9ugH9rgEhDSAIIAxBAXRqIQggCUEEaiEJDAALCyANQRX9rAEhDSANIA39hQEhDSAGIA0gDf1m/VoCAAAgBkEDaiEG' +
  'IAMgBEEBdGohAyACQQRqIQIgAUEEaiIBIAtJDQALCw==';

/** The functions of resize-kernel.wat; addresses are bytes in `memory`. */
export interface ResizeKernel {
  memory: { readonly buffer: ArrayBuffer; grow(pages: number): number };
  sumRows(rows: number, stride: number, weights: number, pairs: number, line: number): void;
  sumColumns(
    line: number,
    first: number,
    pairs: number,
    weights: number,
    taps: number,
    outputs: number,
    pixels: number,
    channels: number,
  ): void;
}

// TypeScript knows WebAssembly with the browser's types only.
const { WebAssembly } = globalThis as unknown as {
  WebAssembly: {
    Module: new (bytes: Uint8Array) => object;
    Instance: new (module: object) => { exports: unknown };
  };
};
let kernel: ResizeKernel | undefined;

/** One for the process: its memory holds one image's rows at a time. */
export function resizeKernel(): ResizeKernel {
  kernel ??= new WebAssembly.Instance(new WebAssembly.Module(kernelBytes())).exports as ResizeKernel;
  return kernel;
}

export function kernelBytes(): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(Buffer.from(CODE, 'base64'));
}
