import { defineConfig } from 'vitest/config';

export default defineConfig({
  ssr: { resolve: { conditions: ['teamnet-source', 'node', 'import', 'default'] } },
  resolve: { conditions: ['teamnet-source', 'node', 'import', 'default'] },
  test: {
    include: ['packages/*/src/**/*.test.ts', 'src/**/*.test.ts', 'tests/**/*.test.ts'],
    pool: 'forks',
    // Tests do not wait for what else is trained on this machine.
    env: { TEAMNET_DEVICE_QUEUE: 'off' },
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
