// `npm start`: from a fresh clone to team 3's reports. Uses nothing that is not part of Node until npm ci has run.
import { parseArgs } from 'node:util';
import { build } from './set-up/build.mjs';
import { setUpData } from './set-up/data.mjs';
import { setUpDependencies } from './set-up/dependencies.mjs';
import { setUpEngine } from './set-up/engine.mjs';
import { checkNodeVersion } from './set-up/node-version.mjs';
import { listRuns, printOutcome } from './set-up/outcome.mjs';
import { fail, runTurbo } from './set-up/run.mjs';

const HELP = `npm start [-- options]     sets everything up, trains a team's experiments, writes its reports and grades

  --team <team>          the team (team-3)
  --profile <name>       full, or one of the homework's profiles (quick)
  --manual-dir <folder>  original archives, or <name>/…/<label>/*.jpg ($TEAMNET_MANUAL_DIR)
  --data-dir <folder>    prepared data sets in TFDS layout ($TFDS_DATA_DIR, ~/tensorflow_datasets)
  --source <source>      prepared, manual, download or stand-in, and no other ($TEAMNET_SOURCE)
  --engine <name>        native, wasm or cpu, and no other ($TEAMNET_ENGINE)
`;

const began = performance.now();
checkNodeVersion();
const options = readOptions();
const env = toEnvironment(options);
Object.assign(process.env, env);

let step = 0;
const say = (line) => process.stdout.write(`\n[${++step}/5] ${line}\n`);
await setUpDependencies(say);
await build(say);
await setUpEngine(say);
await setUpData(say);

const before = await listRuns(options.team);
const turbo = ['run', 'train', 'report', 'grade', '--filter', options.team];
say(
  `Main job, profile "${options.profile}": TEAMNET_PROFILE=${options.profile} npx turbo ${turbo.join(' ')} …`,
);
const code = await runTurbo([...turbo, '--output-logs=new-only']);
if (code !== 0) process.exit(1);
await printOutcome(options, before, (performance.now() - began) / 1000);

function readOptions() {
  const text = { type: 'string' };
  try {
    const { values } = parseArgs({
      options: {
        team: { ...text, default: 'team-3' },
        profile: { ...text, default: process.env.TEAMNET_PROFILE || 'quick' },
        'manual-dir': text,
        'data-dir': text,
        source: text,
        engine: text,
        help: { type: 'boolean' },
      },
    });
    if (values.help) {
      process.stdout.write(HELP);
      process.exit(0);
    }
    return values;
  } catch (error) {
    return fail(error.message.split('. ')[0], '"npm start -- --help" lists the options.', 2);
  }
}

function toEnvironment(values) {
  const names = {
    profile: 'TEAMNET_PROFILE',
    'manual-dir': 'TEAMNET_MANUAL_DIR',
    'data-dir': 'TFDS_DATA_DIR',
    source: 'TEAMNET_SOURCE',
    engine: 'TEAMNET_ENGINE',
  };
  const given = Object.entries(names).filter(([option]) => values[option] !== undefined);
  return Object.fromEntries(given.map(([option, name]) => [name, values[option]]));
}
