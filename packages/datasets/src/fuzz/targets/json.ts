import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { tfFlowers } from '../../builders/tf-flowers.js';
import { findBroken } from '../../find-broken.js';
import { datasetInfoJson, featuresJson } from '../../prepare/metadata-json.js';
import { openPrepared } from '../../sources/open-prepared.js';
import { openPreparedFolder } from '../../sources/open-prepared-folder.js';
import { encodeExample } from '../../tfrecord/example.js';
import { frameRecord } from '../../tfrecord/frame-record.js';
import { judge } from '../judge.js';
import { type Mutation, mutate, mutations, noMutation } from '../mutation.js';
import { nastyName } from '../nasty-names.js';
import { sometimes } from '../sometimes.js';
import type { FuzzTarget } from '../target.js';

const FILES = ['dataset_info.json', 'features.json', 'label.labels.txt'] as const;

interface Input {
  file: number;
  /** Of features.json: as TFDS writes it since 4.5, as 4.4 did, and before. */
  dialect: number;
  /** Replaces a value that a walk through the json comes to. */
  replace: { steps: number[]; value: unknown } | null;
  changes: Mutation[];
  /** Reads past what is broken, as `data verify` does. */
  keepBroken: boolean;
}

/** The json beside the shards. */
export const json: FuzzTarget<Input> = {
  name: 'json',
  inputs: 3300,
  async prepare() {
    const images = [1, 2, 3].map((byte) => Buffer.from([byte]));
    const shard = Buffer.concat(images.map((image) => frameRecord(encodeExample({ image, label: 1 }))));
    const whole = {
      'dataset_info.json': datasetInfoJson(tfFlowers, [{ name: 'train', numBytes: 9, shardLengths: [3] }]),
      'features.json': featuresJson(tfFlowers),
      'label.labels.txt': `${tfFlowers.labels.join('\n')}\n`,
    };
    const image = { type: 'Image', content: { shape: [null, null, 3], dtype: 'uint8' } };
    const label = { type: 'ClassLabel', content: { num_classes: 5 } };
    const older = [
      {
        type: 'FeaturesDict',
        content: JSON.stringify({
          features: { image: { image: {} }, label: { classLabel: { numClasses: '5' } } },
        }),
      },
      { type: 'FeaturesDict', content: { image, label } },
    ];
    const dialects = [whole['features.json'], ...older.map((node) => JSON.stringify(node))];
    const value = fc.oneof(
      fc.jsonValue({ maxDepth: 2 }),
      nastyName,
      fc.constantFrom(-1, 1e99, '1e99', '9007199254740991', 4294967296, '{DATASET}'),
    );
    return {
      input: fc.record({
        file: fc.nat(FILES.length - 1),
        dialect: fc.nat(2),
        replace: sometimes(fc.record({ steps: fc.array(fc.nat(12), { maxLength: 5 }), value }), null),
        keepBroken: fc.boolean(),
        changes: fc.oneof({ weight: 3, arbitrary: noMutation }, { weight: 1, arbitrary: mutations }),
      }),
      async run({ file, dialect, replace, changes, keepBroken }, root) {
        const folder = join(root, 'v');
        mkdirSync(folder);
        writeFileSync(join(folder, 'tf_flowers-train.tfrecord-00000-of-00001'), shard);
        for (const [index, name] of FILES.entries()) {
          let text = name === 'features.json' ? dialects[dialect]! : whole[name];
          if (index === file && replace && name.endsWith('.json'))
            text = JSON.stringify(replaceAt(JSON.parse(text), replace.steps, replace.value)) ?? '';
          writeFileSync(join(folder, name), index === file ? mutate(Buffer.from(text), changes) : text);
        }
        return judge(async () => {
          if (keepBroken) {
            const options = { labels: tfFlowers.labels, cacheDir: join(root, 'cache'), keepBroken };
            const broken = await findBroken(openPrepared(folder, options), {});
            if (broken.length < images.length) throw new Error('a single byte was taken for an image');
            return;
          }
          const opened = openPreparedFolder(folder, { cacheDir: join(root, 'cache') });
          for (const { name } of opened.info.splits) {
            let number = 0;
            for await (const { image, label } of opened.records({ split: name })) {
              if (!images[number++]?.equals(image) || label !== 1) throw new Error(`wrong record ${number}`);
            }
          }
        }, [folder, 'Split "']);
      },
    };
  },
};

/** The value with the one replaced that lies `steps` deep; each step takes the entry of that number, going round. */
function replaceAt(within: unknown, [step, ...rest]: number[], value: unknown): unknown {
  if (step === undefined || typeof within !== 'object' || within === null) return value;
  const keys = Object.keys(within);
  if (keys.length === 0) return value;
  const key = keys[step % keys.length]!;
  const copy = structuredClone(within) as Record<string, unknown>;
  copy[key] = replaceAt(copy[key], rest, value);
  return copy;
}
