import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.mjs';
import { fail, runNpm } from './run.mjs';

/** Installs what package-lock.json lists, unless node_modules holds exactly that. */
export async function setUpDependencies(say) {
  const why = findDifference();
  if (why === null) {
    say('Dependencies: as in package-lock.json, nothing to install.');
    return;
  }
  say(`Dependencies: npm ci (${why}) …`);
  const code = await runNpm(['ci', '--no-audit', '--no-fund']);
  if (code !== 0)
    fail(
      'npm could not install the dependencies; its own message stands above.',
      'Mend that and run it again.',
    );
}

/** npm notes what it installed in node_modules/.package-lock.json; null where that is what the lock file says. */
function findDifference() {
  const installedFile = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(installedFile)) return 'node_modules is not there';
  const wanted = readPackages(join(root, 'package-lock.json'));
  const installed = readPackages(installedFile);
  for (const [path, entry] of Object.entries(wanted)) {
    if (!path.includes('node_modules/')) continue;
    if (entry.link) {
      if (!existsSync(join(root, path))) return `${path} is not there`;
    } else if (!installed[path]) {
      if (!entry.optional && !entry.peer) return `${path} is not there`;
    } else if (installed[path].version !== entry.version) return `${path} is of another version`;
  }
  return null;
}

function readPackages(file) {
  return JSON.parse(readFileSync(file, 'utf8')).packages;
}
