import { join } from 'node:path';
import { runReadmeExample } from '@teamnet/records/testing';
import { afterEach, expect, test } from 'vitest';
import { FixtureClass, FOUR } from './testing/make-workspace.js';

const made = new FixtureClass('team-1', FOUR);
afterEach(() => made.remove());

test("the README's example runs in a checkout and prints what its comments say", async () => {
  made.write(join(made.workspace.root, 'package.json'), '{ "name": "teamnet" }');
  const { printed, promised } = await runReadmeExample(import.meta.dirname, { cwd: made.workspace.root });
  expect(printed).toEqual(promised);
});
