// The limit of reading: the same records decoded by libjpeg-turbo or libpng (by sharp) and not resized. our-decode.js
// VERSION_FOLDER CACHE_DIR. Says seconds of one pass.
import { availableParallelism } from 'node:os';
import { performance } from 'node:perf_hooks';
import sharp from 'sharp';
import { openPreparedFolder } from '../../index.js';

sharp.concurrency(1);
sharp.cache(false);
const [folder, cacheDir] = process.argv.slice(2) as [string, string];
const start = performance.now();
const records = openPreparedFolder(folder, { cacheDir }).records('train');
let images = 0;
await Promise.all(
  Array.from({ length: availableParallelism() * 2 }, async () => {
    for (let next = await records.next(); !next.done; next = await records.next()) {
      await sharp(next.value.image).raw().toBuffer();
      images++;
    }
  }),
);
console.log(JSON.stringify({ seconds: (performance.now() - start) / 1000, images }));
