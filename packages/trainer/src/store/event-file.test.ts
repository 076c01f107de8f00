import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import golden from '../fixtures/events.json' with { type: 'json' };
import { EventFile } from './event-file.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'teamnet-events-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('Scalars are written byte for byte as TensorFlow writes them', () => {
  const file = join(folder, 'events');
  const events = new EventFile(file, 1764021600.5);
  events.addScalar('epoch_loss', 1.25, 1, 1764021602.25);
  events.addScalar('epoch_accuracy', 0.1, 300, 1764021901.25);
  expect(readFileSync(file).toString('base64')).toBe(golden.base64);
});
