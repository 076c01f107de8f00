import type { Engine, Program } from '@teamnet/engine';
import type { RunEngine } from '@teamnet/records';

/** What computed a run, and everything that was not the best it could have been. */
export function describeEngine(engine: Engine, program: Pick<Program, 'mode' | 'fallback'>): RunEngine {
  const { name, version, device, threads } = engine;
  const fallbacks = [engine.fallback, program.fallback].filter((reason) => reason !== undefined);
  return {
    name,
    version,
    device,
    threads,
    mode: program.mode,
    ...(fallbacks.length > 0 ? { fallback: fallbacks.join(' ') } : {}),
  };
}
