import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, it } from 'vitest';
import { compareHeads } from './compare-heads.js';
import { ModelShapeError } from './errors.js';
import { formatHeads } from './format-heads.js';

beforeAll(async () => {
  tf.env().set('PROD', true);
  await tf.setBackend('cpu');
});

const at = (imageSize: number) => ({ imageSize, classes: 5, seed: 1 });

it('shows what a head takes of a network: one number a channel averaged, all of them flattened', async () => {
  const rows = await compareHeads({ name: 'mini-xception', options: {} }, at(180));
  expect(rows).toEqual([
    { head: 'global-average-pooling', features: 512, headParameters: 2_565, totalParameters: 723_909 },
    {
      head: 'flatten',
      features: 6 * 6 * 512,
      headParameters: 6 * 6 * 512 * 5 + 5,
      totalParameters: 723_909 - 2_565 + 6 * 6 * 512 * 5 + 5,
    },
  ]);
  expect(formatHeads(rows)).toMatch(/\nflatten +18,432 +92,165 +813,509 +11\.3 %\n$/);
});

it('says that a network of its own does not look at the option', async () => {
  const appFolder = mkdtempSync(join(tmpdir(), 'teamnet-app-'));
  const code = 'export default (x, { blocks, classes }) => blocks.classifierHead(x, { classes });';
  writeFileSync(join(appFolder, 'model.js'), code);
  try {
    const comparing = compareHeads({ name: './model.js', options: {} }, { ...at(16), appFolder });
    await expect(comparing).rejects.toThrow(ModelShapeError);
    await expect(comparing).rejects.toThrow('it is the same with the option "globalPooling" true and false');
  } finally {
    rmSync(appFolder, { recursive: true });
  }
});
