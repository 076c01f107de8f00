// The limit of reading: the same records decoded by libjpeg-turbo or the png crate, of which one pixel is kept.
// our-decode.js VERSION_FOLDER CACHE_DIR. Says seconds of one pass.
import { performance } from 'node:perf_hooks';
import { decodePool } from '../../decode/decode-pool.js';
import { openPreparedFolder } from '../../index.js';

const [folder, cacheDir] = process.argv.slice(2) as [string, string];
const start = performance.now();
const records = openPreparedFolder(folder, { cacheDir }).records('train');
const settings = { imageSize: 1, resize: { antialias: false } };
let images = 0;
await Promise.all(
  Array.from({ length: decodePool.threads * 3 }, async () => {
    for (let some = await take(32); some.length > 0; some = await take(32)) {
      await decodePool.decode(some, settings);
      images += some.length;
    }
  }),
);
console.log(JSON.stringify({ seconds: (performance.now() - start) / 1000, images }));

async function take(count: number): Promise<Uint8Array[]> {
  const taken: Uint8Array[] = [];
  while (taken.length < count) {
    const { value, done } = await records.next();
    if (done) break;
    taken.push(value.image);
  }
  return taken;
}
