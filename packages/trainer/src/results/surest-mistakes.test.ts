import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { keepSurestMistakes } from './surest-mistakes.js';

test('pictures of mistakes are named after the labels, in signs that every system and run.json allow', async () => {
  const names = ['daisy', '은행 나무', "it's a\\b: `c`/..", 'x'.repeat(300)];
  const predictions = {
    loss: 1,
    accuracy: 0,
    labels: Int32Array.from([0, 1, 2, 3]),
    predicted: Int32Array.from([1, 2, 3, 0]),
    probabilities: [0.9, 0.8, 0.7, 0.6].map((p) => Float32Array.from([p, p, p, p])),
  };
  const split = { keys: ['a', 'b', 'c', 'd'], picture: async () => Buffer.from('jpeg') };
  const folder = mkdtempSync(join(tmpdir(), 'teamnet-mistakes-'));
  try {
    const kept = await keepSurestMistakes(predictions, split, names, folder);
    expect(kept.map(({ picture }) => picture)).toEqual([
      'misclassified/01-daisy-as-은행-나무.jpg',
      'misclassified/02-은행-나무-as-it-s-a-b-c-.jpg',
      `misclassified/03-it-s-a-b-c--as-${'x'.repeat(24)}.jpg`,
      `misclassified/04-${'x'.repeat(24)}-as-daisy.jpg`,
    ]);
    expect(kept.every(({ picture }) => existsSync(join(folder, picture)))).toBe(true);
    expect(kept[1]).toMatchObject({ label: names[1], predicted: names[2] });
  } finally {
    rmSync(folder, { recursive: true });
  }
});
