import { ourProgram } from './our-program.js';
import { kerasProgram, type Peer, tfjsNodeProgram, torchProgram } from './peer-programs.js';
import type { TurnProgram } from './turn-process.js';

export type Precision = 'float32' | 'bfloat16';

/** One way of running mini-Xception's steps. */
export interface StepContender {
  /** Key of the results, e.g. `torch-nhwc`. */
  name: string;
  /** The peer that it belongs to; undefined for ours. */
  peer?: Peer;
  /** Share of the steps of a turn that it does, so that the slow ones do not take all the time. */
  share: number;
  program(size: number): TurnProgram | Promise<TurnProgram>;
}

/** Ours and the chosen peers, in the order of their turns. */
export function stepContenders(
  peers: readonly Peer[],
  precision: Precision,
  threads: number,
): StepContender[] {
  const ours = (name: 'compiled' | 'eager', share: number): StepContender => ({
    name,
    share,
    program: (size) => ourProgram(name, 'our-step', [name, String(size), precision]),
  });
  const torch = (name: string, format: string): StepContender => ({
    name,
    peer: 'torch',
    share: 0.5,
    program: (size) =>
      torchProgram(name, 'torch_step.py', [String(size), format, String(threads), precision]),
  });
  const kerasPrecision = precision === 'bfloat16' ? 'mixed_bfloat16' : 'float32';
  const others: StepContender[] = [
    {
      name: 'keras',
      peer: 'keras',
      share: 1,
      program: (size) => kerasProgram('keras', 'keras_step.py', [String(size), kerasPrecision]),
    },
    torch('torch-nhwc', 'channels_last'),
    torch('torch-nchw', 'contiguous'),
    {
      name: 'tfjs-node',
      peer: 'tfjs-node',
      share: 0.25,
      program: (size) => tfjsNodeProgram('tfjs-node', 'tfjs-node-step.mjs', [String(size)]),
    },
  ];
  return [ours('compiled', 1), ours('eager', 0.5), ...others.filter(({ peer }) => peers.includes(peer!))];
}
