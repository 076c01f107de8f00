import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { DataSource } from '@teamnet/records';
import type { DatasetBuilder } from '../builders/builder.js';
import { type DataOptions, dataFolders } from '../data-options.js';
import { SourceMissingError } from '../errors.js';
import type { ExampleStore } from '../example-store.js';
import { openImageFolder } from './open-image-folder.js';
import { openStandIn } from './open-stand-in.js';

/** A data set's examples, where they came from, and what is unusual about that. */
export interface OpenedSource {
  store: ExampleStore;
  source: DataSource;
  notes: string[];
}

/** The first of prepared, manual, download, stand-in that has the data set; only `options.source` when given. */
export async function openSource(builder: DatasetBuilder, options: DataOptions): Promise<OpenedSource> {
  const { manualDir } = dataFolders(options);
  const only = options.source;
  const folder = manualDir ? join(manualDir, builder.name) : undefined;
  if (!only || only === 'manual') {
    if (folder && statSync(folder, { throwIfNoEntry: false })?.isDirectory())
      return {
        store: openImageFolder(folder, builder),
        source: 'manual',
        notes: [`Images read from ${folder}.`],
      };
    if (only)
      throw new SourceMissingError(
        builder.name,
        only,
        `there is no folder ${folder}`,
        'Name one with --manual-dir.',
      );
  }
  return {
    store: openStandIn(builder),
    source: 'stand-in',
    notes: ['Stand-in: the images were drawn by Teamnet itself, they are no photos.'],
  };
}
