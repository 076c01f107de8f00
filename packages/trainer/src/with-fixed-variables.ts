import type { Program } from '@teamnet/engine';

/**
 * A program whose last variables are never changed by its functions (a teacher's weights, a frozen network): reading
 * and writing leave them out, so that checkpoints and copies of the best weights hold only what a training changes.
 * @param fixed how many
 */
export function withFixedVariables(program: Program, fixed: number): Program {
  if (fixed === 0) return program;
  const values = program.readVariables().slice(-fixed);
  return {
    ...program,
    readVariables: () => program.readVariables().slice(0, -fixed),
    writeVariables: (changing) => program.writeVariables([...changing, ...values]),
  };
}
