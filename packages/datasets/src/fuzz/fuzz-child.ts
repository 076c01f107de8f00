import { fuzzTarget } from './fuzz-target.js';
import type { ChildMessage } from './run-fuzz.js';
import { fuzzTargets } from './targets.js';

const [name, seed, inputs, path] = process.argv.slice(2);
const tell = (message: ChildMessage) => process.send!(message);
const target = fuzzTargets.find((candidate) => candidate.name === name)!;
const result = await fuzzTarget(target, {
  ...{ seed: Number(seed), inputs: Number(inputs), path },
  onInput: (input) => tell({ input: input.slice(0, 4000) }),
});
tell({ result, peak: process.resourceUsage().maxRSS * 1024 });
process.disconnect();
