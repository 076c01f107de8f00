import { dirname, relative, resolve, sep } from 'node:path';
import { watch } from 'chokidar';
import { WatchFailedError } from '../errors.js';
import { SettledChanges } from './settled-changes.js';

/** Absolute paths of files that were added, changed or removed, burst by burst; ends when the signal aborts. */
export interface Watcher extends AsyncIterable<string[]> {
  close(): Promise<void>;
}

/**
 * Watches files, and folders with all that is in them, there already or not. Resolves when changes are seen.
 * The folders above the files are watched, for an editor may save by putting another file in the place of the old one.
 */
export async function openWatcher(
  files: readonly string[],
  folders: readonly string[],
  signal: AbortSignal,
): Promise<Watcher> {
  const roots = [...new Set([...files, ...folders].map((path) => dirname(path)))];
  const isWatched = (path: string) => {
    const root = roots.find((folder) => path === folder || path.startsWith(folder + sep));
    if (root === undefined || path === root) return root !== undefined;
    // Drafts of the trainer, and what editors leave beside a file: .name.swp, name~.
    if (/(^|[\\/])\.|~$/.test(relative(root, path))) return false;
    return files.includes(path) || folders.some((folder) => path === folder || path.startsWith(folder + sep));
  };
  const changes = new SettledChanges();
  let failure: unknown;
  const end = () => changes.end();
  const watcher = watch(roots, {
    ignoreInitial: true,
    // chokidar gives it with / on Windows too.
    ignored: (path) => !isWatched(resolve(path)),
  });
  watcher.on('error', (error) => {
    failure ??= error;
    end();
  });
  if (signal.aborted) end();
  signal.addEventListener('abort', end);
  await new Promise<void>((resolve) => {
    watcher.once('ready', resolve);
    watcher.once('error', () => resolve());
  });
  for (const event of ['add', 'change', 'unlink'] as const) watcher.on(event, (path) => changes.add(path));
  return {
    async *[Symbol.asyncIterator]() {
      for (let burst = await changes.next(); burst !== null; burst = await changes.next()) yield burst;
      if (failure !== undefined) throw new WatchFailedError(failure as NodeJS.ErrnoException);
    },
    async close() {
      signal.removeEventListener('abort', end);
      await watcher.close();
    },
  };
}
