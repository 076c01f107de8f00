import { configDefaults, defineConfig } from 'vitest/config';

/** They install Python packages of gigabytes: `npm run proof:exports`, `proof:pretrained` and `interop:tfds`. */
const proofs = ['**/proof/exports.test.ts', '**/proof/pretrained.test.ts', '**/interop/interop.test.ts'];
/** Minutes: `npm run proof:sharing` and `proof:killed`. */
const longProofs = ['tests/proof/*.test.ts', '**/proof/killed.test.ts'];

export default defineConfig(({ mode }) => ({
  ssr: { resolve: { conditions: ['teamnet-source', 'node', 'import', 'default'] } },
  resolve: { conditions: ['teamnet-source', 'node', 'import', 'default'] },
  test: {
    include: ['packages/*/src/**/*.test.ts', 'src/**/*.test.ts', 'tests/**/*.test.ts'],
    exclude: [...configDefaults.exclude, ...(mode === 'proof' ? [] : [...proofs, ...longProofs])],
    pool: 'forks',
    // Tests do not wait for what else is trained on this machine.
    env: { TEAMNET_DEVICE_QUEUE: 'off' },
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
}));
