import { runReadmeExample } from '@teamnet/records/testing';
import { expect, test } from 'vitest';

test("the README's example runs and prints what its comments say", async () => {
  const { printed, promised } = await runReadmeExample(import.meta.dirname);
  expect(printed).toEqual(promised);
});
