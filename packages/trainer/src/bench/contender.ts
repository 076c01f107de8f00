/** Training is forward pass, gradients and Adam; inference the forward pass alone. */
export type Work = 'train' | 'infer';

/** One way of running mini-Xception's steps; all of them take part in the same rounds. */
export interface Contender {
  name: string;
  /** Versions and settings, for the table. */
  about: string;
  /** @returns seconds that `steps` steps of a batch of 32 images of `size` x `size` pixels took */
  run(work: Work, size: number, steps: number): Promise<number>;
  close(): void;
}
