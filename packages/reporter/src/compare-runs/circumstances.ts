import type { Run } from '@teamnet/records';
import type { Circumstance } from './run-comparison.js';

const OF: Record<Circumstance['name'], (run: Run) => string> = {
  team: ({ team }) => team,
  student: ({ student }) => student,
  dataset: ({ dataset }) => `${dataset.name} ${dataset.version}`,
  source: ({ dataset }) => dataset.source,
  images: ({ dataset }) => dataset.fingerprint.slice(0, 12),
  'test-split': ({ dataset: { splits } }) => `${splits.test.expression} (${splits.test.numExamples})`,
  profile: ({ profile }) => profile,
  architecture: ({ model }) => model.fingerprint.slice(0, 12),
  parameters: ({ model }) => String(model.parameters.total),
  engine: ({ engine }) => `${engine.name} ${engine.version}, ${engine.mode}, ${engine.device}`,
  machine: ({ environment }) => `${environment.cpu}, ${environment.platform}`,
  threads: ({ engine }) => String(engine.threads),
  teamnet: ({ environment }) => `${environment.teamnet}, Node ${environment.node}`,
  commit: ({ environment }) => environment.commit?.slice(0, 12) ?? '–',
};

/** In what two runs differ besides their settings. */
export function circumstances(first: Run, second: Run): Circumstance[] {
  return (Object.keys(OF) as Circumstance['name'][])
    .map((name) => ({ name, first: OF[name](first), second: OF[name](second) }))
    .filter((one) => one.first !== one.second);
}
