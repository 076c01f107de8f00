import { ourProgram } from '../processes/our-program.js';
import type { StepContender } from '../processes/step-contenders.js';
import { TurnProcess } from '../processes/turn-process.js';

/** Training is forward pass, gradients and Adam; inference the forward pass alone. */
export const WORKS = ['train', 'infer'] as const;
export type Work = (typeof WORKS)[number];

/** What one contender did at one size. */
export interface Measured {
  /** Versions and settings. */
  about: string;
  /** Images a second, one number a round. */
  paces: Record<Work, number[]>;
  /** MB, of the round that took most; undefined where the system does not tell. */
  peakMemory: number | undefined;
}

export interface MeasuredSize {
  byContender: Map<string, Measured>;
  /** GFLOP a second of a matrix product, one number a round. */
  peak: number[];
}

/**
 * Runs all contenders at one size in rounds that take turns, so that a noisy machine disturbs all alike; the matrix
 * product takes its turn too. Each turn is a new process, the only one alive: it warms up, trains and infers.
 * @param steps of the training turn of a contender whose share is 1; inference does twice as many
 */
export async function measureSteps(
  contenders: readonly StepContender[],
  { size, rounds, steps, batch }: { size: number; rounds: number; steps: number; batch: number },
): Promise<MeasuredSize> {
  const result: MeasuredSize = { byContender: new Map(), peak: [] };
  for (const { name } of contenders)
    result.byContender.set(name, { about: '', paces: { train: [], infer: [] }, peakMemory: undefined });
  for (let round = 0; round < rounds; round++) {
    for (const { name, share, program } of contenders) {
      const measured = result.byContender.get(name)!;
      const [child, about] = await TurnProcess.start(await program(size));
      measured.about = about;
      for (const work of WORKS) {
        const count = Math.max(2, Math.round(steps * share)) * (work === 'infer' ? 2 : 1);
        await child.turn(`${work} 2`);
        measured.paces[work].push((count * batch) / Number(await child.turn(`${work} ${count}`)));
      }
      const memory = child.peakMemory;
      if (memory !== undefined) measured.peakMemory = Math.max(memory, measured.peakMemory ?? 0);
      child.close();
    }
    const [product] = await TurnProcess.start(ourProgram('matrix product', 'matrix-product', []));
    result.peak.push(Number(await product.turn('measure')));
    product.close();
  }
  return result;
}
