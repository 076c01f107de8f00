/** resize-kernel.wat as WebAssembly, base64; resize-kernel.test.ts says how it is made anew. */
const CODE =
  'AGFzbQEAAAABEwJgBX9/f39/AGAHf39/f39/fwADAwIAAQUDAQABByEDBm1lbW9yeQIAB3N1bVJvd3MAAApzdW1Db2x1bW5z' +
  'AAEK6wMCrQICBH8HeyACIANBAnRqIQgDQP0MAAAAAAAAAAAAAAAAAAAAACEJ/QwAAAAAAAAAAAAAAAAAAAAAIQr9DAAAAAAA' +
  'AAAAAAAAAAAAAAAhC/0MAAAAAAAAAAAAAAAAAAAAACEMIAAgBWohBiACIQcCQANAIAcgCE8NASAH/QkCACEPIAb9AAQAIQ0g' +
  'Df2JASEOIAkgDyAO/akB/fsB/eYB/eQBIQkgCiAPIA79qgH9+wH95gH95AEhCiAN/YoBIQ4gCyAPIA79qQH9+wH95gH95AEh' +
  'CyAMIA8gDv2qAf37Af3mAf3kASEMIAYgAWohBiAHQQRqIQcMAAsLIAQgCf0LBAAgBCAK/QsEECAEIAv9CwQgIAQgDP0LBDAg' +
  'BEHAAGohBCAFQRBqIgUgAUkNAAsLuQECBH8BeyABIAVBAnRqIQoDQP0MAAAAPwAAAD8AAAA/AAAAPyELIAMhCCADIAIoAgBB' +
  'AnRqIQkgACABKAIAQQxsaiEHAkADQCAIIAlPDQEgCyAI/QkCACAH/QAEAP3mAf3kASELIAdBDGohByAIQQRqIQgMAAsLIAv9' +
  '+QEhCyALIAv9hgEhCyAGIAsgC/1m/VoCAAAgBkEDaiEGIAMgBEECdGohAyACQQRqIQIgAUEEaiIBIApJDQALCw==';

/** The functions of resize-kernel.wat; addresses are bytes in `memory`. */
export interface ResizeKernel {
  memory: { readonly buffer: ArrayBuffer; grow(pages: number): number };
  sumRows(rows: number, stride: number, weights: number, count: number, line: number): void;
  sumColumns(
    line: number,
    first: number,
    count: number,
    weights: number,
    taps: number,
    outputs: number,
    pixels: number,
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
