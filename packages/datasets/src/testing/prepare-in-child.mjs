// Opens rock_paper_scissors from the archives in the folder of argv[2], or from the server of argv[3] as it was built,
// which starts sooner and says "ready" first. Says "writing" when the first example is written.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const [folder, downloadBase] = process.argv.slice(2);
const module = downloadBase ? await import('@teamnet/datasets') : await fromSource();
const archives = JSON.parse(readFileSync(join(folder, 'archives.json'), 'utf8'));
if (downloadBase) process.stdout.write('ready\n');
await module.openBuilder(
  { ...module.allBuilders.rock_paper_scissors, archives },
  {
    dataDir: join(folder, 'data'),
    cacheDir: join(folder, 'cache'),
    manualDir: folder,
    ...(downloadBase && { source: 'download', downloadBase }),
    onProgress: ({ kind, done }) => kind === 'prepare' && done === 1 && process.stdout.write('writing\n'),
  },
);

async function fromSource() {
  const conditions = ['teamnet-source', 'node', 'import', 'default'];
  const config = {
    configFile: false,
    logLevel: 'error',
    ssr: { resolve: { conditions } },
    resolve: { conditions },
  };
  const { runnerImport } = await import('vite');
  return (await runnerImport(new URL('../index.ts', import.meta.url).pathname, config)).module;
}
