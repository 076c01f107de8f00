// `npm run bench -- NAME [args]`: runs packages/*/bench/NAME.mjs, or packages/*/dist/bench/NAME.js after a build.
import { existsSync, readdirSync } from 'node:fs';
import { join, parse } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './set-up/root.mjs';
import { fail, runNode, runTurbo } from './set-up/run.mjs';

const [name, ...args] = process.argv.slice(2);
if (!existsSync(join(root, 'node_modules')))
  fail('Nothing is installed yet.', 'Run "npm start" or "npm test" once; both set everything up.');
if ((await runTurbo(['run', 'build', '--output-logs=errors-only'])) !== 0)
  fail('The build failed.', 'Mend it first.');

const benches = findBenches();
if (name === undefined || name === '--help') {
  process.stdout.write(`npm run bench -- NAME, with NAME one of: ${[...benches.keys()].join(', ')}\n`);
  process.exit(name === undefined ? 2 : 0);
}
const file = benches.get(name);
if (file === undefined)
  fail(`There is no benchmark "${name}".`, `Use one of: ${[...benches.keys()].join(', ')}.`, 2);
const { processEnvironment } = await import(pathToFileURL(join(root, 'packages/engine/dist/index.js')).href);
process.exitCode = await runNode(file, args, { env: processEnvironment() });

function findBenches() {
  const found = new Map();
  for (const room of readdirSync(join(root, 'packages')))
    for (const [folder, extension] of [
      ['bench', '.mjs'],
      ['dist/bench', '.js'],
    ]) {
      const path = join('packages', room, folder);
      if (!existsSync(join(root, path))) continue;
      for (const entry of readdirSync(join(root, path)).sort())
        if (entry.endsWith(extension) && !entry.includes('.test.'))
          found.set(parse(entry).name, join(path, entry));
    }
  return found;
}
