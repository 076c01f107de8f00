import type { Program } from '@teamnet/engine';

/** A program of one variable that holds one number; what it computes is given. */
export function fakeProgram(run: Program['run'] = () => ({}), value = 0): Program & { value: number } {
  return {
    mode: 'eager',
    precision: 'float32',
    compileSeconds: 0,
    value,
    run,
    readVariables() {
      return [Float32Array.of(this.value)];
    },
    writeVariables([values]) {
      this.value = values![0]!;
    },
    syncVariables() {},
    dispose() {},
  };
}
