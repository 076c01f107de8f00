import { toJson } from '@teamnet/records';
import { runReadmeExample } from '@teamnet/records/testing';
import { afterEach, expect, test, vi } from 'vitest';
import { FixtureWorkspace } from './testing/make-workspace.js';

const made = new FixtureWorkspace();
afterEach(() => {
  vi.unstubAllEnvs();
  made.remove();
});

test("the README's example runs in a checkout and prints what its comments say", async () => {
  made.write(made.workspace.homeworkFile('team-1'), toJson(made.homework));
  vi.stubEnv('TFDS_DATA_DIR', made.data.dataDir);
  vi.stubEnv('TEAMNET_CACHE_DIR', made.data.cacheDir);
  const { printed, promised } = await runReadmeExample(import.meta.dirname, { cwd: made.workspace.root });
  expect(printed).toEqual(promised);
});
