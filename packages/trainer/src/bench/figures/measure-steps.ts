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
  /** MB; undefined where the system does not tell. */
  peakMemory: number | undefined;
}

export interface MeasuredSize {
  byContender: Map<string, Measured>;
  /** GFLOP a second of a matrix product, one number a round. */
  peak: number[];
}

/**
 * Runs all contenders at one size, each in a new process, in rounds that take turns, so that a noisy machine disturbs
 * all alike; the matrix product takes its turn too. A first round, which is not counted, warms up.
 * @param steps of the training turn of a contender whose share is 1; inference does twice as many
 */
export async function measureSteps(
  contenders: readonly StepContender[],
  { size, rounds, steps, batch }: { size: number; rounds: number; steps: number; batch: number },
): Promise<MeasuredSize> {
  const result: MeasuredSize = { byContender: new Map(), peak: [] };
  const processes: TurnProcess[] = [];
  try {
    const [product] = await TurnProcess.start(ourProgram('matrix product', 'matrix-product', []));
    processes.push(product);
    for (const contender of contenders) {
      const [child, about] = await TurnProcess.start(await contender.program(size));
      processes.push(child);
      const paces = { train: [], infer: [] };
      result.byContender.set(contender.name, { about, paces, peakMemory: undefined });
    }
    for (let round = -1; round < rounds; round++) {
      for (const [index, { name, share }] of contenders.entries())
        for (const work of WORKS) {
          const count = Math.max(2, Math.round(steps * share)) * (work === 'infer' ? 2 : 1);
          const seconds = Number(await processes[index + 1]!.turn(`${work} ${count}`));
          if (round >= 0) result.byContender.get(name)!.paces[work].push((count * batch) / seconds);
        }
      const peak = Number(await product.turn('measure'));
      if (round >= 0) result.peak.push(peak);
    }
    for (const [index, { name }] of contenders.entries())
      result.byContender.get(name)!.peakMemory = processes[index + 1]!.peakMemory;
    return result;
  } finally {
    for (const child of processes) child.close();
  }
}
