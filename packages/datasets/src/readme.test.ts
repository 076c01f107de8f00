import { runReadmeExample } from '@teamnet/records/testing';
import { expect, test, vi } from 'vitest';
import { temporaryFolder } from './testing/temporary-folder.js';

test("the README's example runs and prints what its comments say", async () => {
  vi.stubEnv('TEAMNET_CACHE_DIR', temporaryFolder());
  try {
    const { printed, promised } = await runReadmeExample(import.meta.dirname);
    expect(printed).toEqual(promised);
  } finally {
    vi.unstubAllEnvs();
  }
});
