// Opens rock_paper_scissors from the archives in the folder of argv[2]; says so when the first example is written.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runnerImport } from 'vite';

const folder = process.argv[2];
const conditions = ['teamnet-source', 'node', 'import', 'default'];
const config = {
  configFile: false,
  logLevel: 'error',
  ssr: { resolve: { conditions } },
  resolve: { conditions },
};
const { module } = await runnerImport(new URL('../index.ts', import.meta.url).pathname, config);
const archives = JSON.parse(readFileSync(join(folder, 'archives.json'), 'utf8'));
await module.openBuilder(
  { ...module.allBuilders.rock_paper_scissors, archives },
  {
    dataDir: join(folder, 'data'),
    cacheDir: join(folder, 'cache'),
    manualDir: folder,
    onProgress: ({ kind, done }) => kind === 'prepare' && done === 1 && process.stdout.write('writing\n'),
  },
);
