import { runReadmeExample } from '@teamnet/records/testing';
import { afterAll, expect, test } from 'vitest';
import { TwoMembers } from './testing/two-members.js';

const made = new TwoMembers();
afterAll(() => made.remove());

test("the README's example hands runs over and prints what its comments say", async () => {
  const { printed, promised } = await runReadmeExample(import.meta.dirname, { cwd: made.author.root });
  expect(printed).toEqual(promised);
});
