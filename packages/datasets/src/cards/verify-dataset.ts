import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DataSource, type DatasetName, TeamnetError } from '@teamnet/records';
import { findBuilder } from '../builders/all-builders.js';
import type { DataOptions } from '../data-options.js';
import { decodeAll } from '../decode/decode-all.js';
import { InterruptedError } from '../errors.js';
import { inParallel } from '../in-parallel.js';
import { openSource } from '../sources/open-source.js';
import { listDatasets } from './list-datasets.js';

/** What reading every record and decoding every image showed. */
export interface Verification {
  name: DatasetName;
  version: string;
  source: DataSource;
  numExamples: number;
  /** One sentence a damaged example, each naming its file; empty when all is well. */
  problems: string[];
}

/**
 * Reads every example past all caches, checks the records' checksums and decodes the images. Never downloads.
 * @throws SourceMissingError when nothing lies here, PreparedInvalidError or ImageFolderError when it cannot be opened
 */
export async function verifyDataset(name: DatasetName, options: DataOptions = {}): Promise<Verification> {
  const builder = findBuilder(name);
  const listed = listDatasets(options).find((candidate) => candidate.name === name);
  const here = listed?.prepared || !listed?.manual ? 'prepared' : 'manual';
  const cacheDir = mkdtempSync(join(tmpdir(), 'teamnet-verify-'));
  try {
    const { store, source } = await openSource(builder, {
      ...options,
      cacheDir,
      source: options.source ?? here,
    });
    const examples = store.splits.flatMap((split) => split.examples);
    const problems: string[] = [];
    let done = 0;
    await inParallel(
      examples,
      availableParallelism(),
      async (example) => {
        if (options.signal?.aborted) throw new InterruptedError(`Verifying ${name}`);
        return decodeAll(store, [example], { imageSize: 8 }).catch((error: unknown) => error);
      },
      (outcome) => {
        if (outcome instanceof TeamnetError) problems.push(outcome.message);
        else if (outcome instanceof Error) throw outcome;
        options.onProgress?.({ kind: 'read', dataset: name, done: ++done, total: examples.length });
      },
    );
    return { name, version: builder.version, source, numExamples: examples.length, problems };
  } finally {
    rmSync(cacheDir, { recursive: true, force: true });
  }
}
