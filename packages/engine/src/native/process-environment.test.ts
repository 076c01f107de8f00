import { afterEach, expect, test, vi } from 'vitest';
import { EnvironmentError } from '../errors.js';
import { processEnvironment } from './process-environment.js';

afterEach(() => vi.unstubAllEnvs());

test('threads are those that were asked for, and what the user has set stays', () => {
  vi.stubEnv('TF_NUM_INTRAOP_THREADS', undefined);
  vi.stubEnv('TEAMNET_THREADS', '3');
  vi.stubEnv('TF_CPP_MIN_LOG_LEVEL', '0');
  vi.stubEnv('GLIBC_TUNABLES', '');
  expect(processEnvironment()).toEqual({
    TF_NUM_INTRAOP_THREADS: '3',
    TF_NUM_INTEROP_THREADS: '1',
    TF_FORCE_GPU_ALLOW_GROWTH: 'true',
    CUDA_DEVICE_ORDER: 'PCI_BUS_ID',
  });
});

test('a number of threads that is none is an error', () => {
  vi.stubEnv('TEAMNET_THREADS', '0');
  expect(() => processEnvironment()).toThrow(EnvironmentError);
});
