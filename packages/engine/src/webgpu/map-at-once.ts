import { giveTurns } from './dawn-turns.js';

/** `Atomics.wait` on it is the one way to sleep in Node's main thread. */
const clock = new Int32Array(new SharedArrayBuffer(4));

/**
 * Waits until a buffer can be read, without going back to the event loop: what makes a synchronous `dataSync()`
 * possible, which training steps and `model.save` need.
 * @throws Error where the device was lost meanwhile
 */
export function mapAtOnce(buffer: GPUBuffer): void {
  let failure: unknown;
  buffer.mapAsync(GPUMapMode.READ).catch((error: unknown) => {
    failure = error;
  });
  while (buffer.mapState === 'pending' && giveTurns()) {
    if (buffer.mapState === 'pending') Atomics.wait(clock, 0, 0, 0.05);
  }
  if (buffer.mapState !== 'mapped')
    throw failure ?? new Error(`the GPU did not hand out its results (${buffer.mapState}).`);
}
