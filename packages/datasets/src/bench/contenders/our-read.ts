// Reads, decodes and resizes a prepared data set in a fresh process: our-read.js VERSION_FOLDER IMAGE_SIZE CACHE_DIR
// FIRST_BATCH. Says when the first batch is there, which it writes to FIRST_BATCH, then seconds of one pass. No decoded
// image is kept on disk.
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { decodeBatches } from '../../decode/decode-batches.js';
import { openPreparedFolder } from '../../index.js';

const [folder, size, cacheDir, firstBatch] = process.argv.slice(2) as [string, string, string, string];
const opened = openPreparedFolder(folder, { cacheDir });
const start = performance.now();
let images = 0;
const examples: string[] = [];
let firstKeys: string[] = [];
let writing = 0;
for await (const batch of decodeBatches(opened.records('train'), {
  ...{ imageSize: Number(size), batchSize: 32 },
})) {
  if (images === 0) {
    const at = performance.now();
    console.log(JSON.stringify({ first: (at - start) / 1000 }));
    writeFileSync(firstBatch, batch.images);
    firstKeys = batch.keys;
    writing = performance.now() - at;
  }
  images += batch.labels.length;
  for (const [i, key] of batch.keys.entries()) examples.push(`${key} ${batch.labels[i]}`);
}
const seconds = (performance.now() - start - writing) / 1000;
const memory = Math.round(process.resourceUsage().maxRSS / 1024);
const digest = createHash('sha256').update(examples.sort().join('\n')).digest('hex');
console.log(JSON.stringify({ seconds, images, memory, examples: digest, firstKeys }));
