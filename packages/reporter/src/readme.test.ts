import { runReadmeExample } from '@teamnet/records/testing';
import { afterEach, expect, test, vi } from 'vitest';
import { FixtureClass } from './testing/fixture-class.js';

vi.setConfig({ testTimeout: 180_000 });

const made = new FixtureClass();
afterEach(() => made.remove());

test("the README's example runs in a checkout and prints what its comments say", async () => {
  const { printed, promised } = await runReadmeExample(import.meta.dirname, { cwd: made.workspace.root });
  expect(printed).toEqual(promised);
});
