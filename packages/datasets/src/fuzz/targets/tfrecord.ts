import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { tfFlowers } from '../../builders/tf-flowers.js';
import { findBroken } from '../../find-broken.js';
import { datasetInfoJson, featuresJson } from '../../prepare/metadata-json.js';
import { openPrepared } from '../../sources/open-prepared.js';
import { encodeExample } from '../../tfrecord/example.js';
import { frameRecord } from '../../tfrecord/frame-record.js';
import { maskedCrc32c } from '../../tfrecord/masked-crc32c.js';
import { judge } from '../judge.js';
import { type Mutation, mutate, mutations, noMutation } from '../mutation.js';
import { sometimes } from '../sometimes.js';
import type { FuzzTarget } from '../target.js';
import { smallImages } from './small-images.js';

const COUNT = 6;

interface Input {
  /** Of the whole file: mostly found by the checksums. */
  outer: Mutation[];
  /** Of one serialised example, framed anew with right checksums. */
  inner: { record: number; changes: Mutation[] } | null;
  /** A length that the file has not, with the right checksum. */
  length: { record: number; value: bigint } | null;
  keepBroken: boolean;
}

/** Shards of a prepared data set, read as training reads them. */
export const tfrecord: FuzzTarget<Input> = {
  name: 'tfrecord',
  inputs: 2300,
  async prepare() {
    const [image] = await smallImages();
    const images = Array.from({ length: COUNT }, (_, index) => Buffer.concat([image!, Buffer.from([index])]));
    const record = fc.integer({ min: 0, max: COUNT - 1 });
    const lengths = [0n, 1n, 2n ** 31n, 2n ** 32n, 2n ** 53n, 2n ** 63n, 2n ** 64n - 1n, 2n ** 64n - 16n];
    return {
      input: fc.record({
        outer: fc.oneof(noMutation, mutations),
        inner: sometimes(fc.record({ record, changes: mutations }), null),
        length: sometimes(fc.record({ record, value: fc.constantFrom(...lengths) }), null),
        keepBroken: fc.boolean(),
      }),
      async run({ outer, inner, length, keepBroken }, folder) {
        const examples = images.map((image, label) => encodeExample({ image, label: label % 5 }));
        if (inner) examples[inner.record] = mutate(examples[inner.record]!, inner.changes);
        const framed = examples.map(frameRecord);
        if (length) writeLength(framed[length.record]!, length.value);
        const split = { name: 'train', numBytes: 1, shardLengths: [COUNT] };
        mkdirSync(join(folder, 'v'));
        const shard = join(folder, 'v', 'tf_flowers-train.tfrecord-00000-of-00001');
        writeFileSync(shard, mutate(Buffer.concat(framed), outer));
        writeFileSync(join(folder, 'v', 'dataset_info.json'), datasetInfoJson(tfFlowers, [split]));
        writeFileSync(join(folder, 'v', 'features.json'), featuresJson(tfFlowers));
        return judge(async () => {
          const options = { labels: tfFlowers.labels, cacheDir: join(folder, 'cache'), keepBroken };
          const store = openPrepared(join(folder, 'v'), options);
          const { examples } = store.splits[0]!;
          if (examples.length !== COUNT) throw new Error(`${examples.length} examples`);
          const broken = keepBroken ? await findBroken(store, {}) : [];
          for (const [index, example] of examples.entries()) {
            if (broken.some((one) => one.index === index)) continue;
            const bytes = await store.read(example);
            // What the checksums let pass is what was written, but for the one that was written otherwise.
            if (!inner && !images.some((image) => image.equals(bytes)))
              throw new Error(`wrong image ${index}`);
          }
        }, [shard]);
      },
    };
  },
};

function writeLength(framed: Buffer, value: bigint): void {
  framed.writeBigUInt64LE(value, 0);
  framed.writeUInt32LE(maskedCrc32c(framed.subarray(0, 8)), 8);
}
