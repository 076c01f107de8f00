import { join } from 'node:path';
import { expect, test } from 'vitest';
import { sharedData } from '../testing/shared-data.js';
import { temporaryFolder } from '../testing/temporary-folder.js';
import { openPreparedFolder } from './open-prepared-folder.js';

test.skipIf(!sharedData).each(['Learnit06', 'redhat_notebook-benchmarks'])(
  'mnist as %s prepared it is opened, though its train shard is absent',
  async (whose) => {
    const folder = join(sharedData!, 'tfds_prepared', whose, 'mnist', '3.0.1');
    const mnist = openPreparedFolder(folder, { cacheDir: temporaryFolder() });
    expect(mnist.info).toMatchObject({
      ...{ name: 'mnist', version: '3.0.1', downloadBytes: 11_594_722, supervisedKeys: ['image', 'label'] },
      ...{ imageShape: [28, 28, 1], labels: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'] },
    });
    const read = [];
    for await (const { key, label, image } of mnist.records('test[-2:]'))
      read.push([key, label, Buffer.from(image).subarray(1, 4).toString()]);
    expect(read).toEqual([
      ['mnist-test.tfrecord-00000-of-00001__9998', 0, 'PNG'],
      ['mnist-test.tfrecord-00000-of-00001__9999', 5, 'PNG'],
    ]);
    await expect(mnist.records('train[:1]').next()).rejects.toThrow('this shard is missing');
  },
);
