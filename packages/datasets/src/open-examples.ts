import type { DataSource, SkippedExamples } from '@teamnet/records';
import type { DatasetBuilder } from './builders/builder.js';
import { type DataOptions, dataFolders } from './data-options.js';
import { dropBroken } from './drop-broken.js';
import type { ExampleStore } from './example-store.js';
import { inMessage } from './in-message.js';
import { openSource } from './sources/open-source.js';

/** A data set's examples without the broken ones, where these were to be left out. */
export interface OpenedExamples {
  store: ExampleStore;
  source: DataSource;
  /** Null where none was left out. */
  skipped: SkippedExamples | null;
  notes: string[];
}

/** The examples of the first source that has them; no image is decoded but to find broken ones. */
export async function openExamples(
  builder: DatasetBuilder<string>,
  options: DataOptions,
): Promise<OpenedExamples> {
  const { name, labels } = builder;
  const tell = options.onProgress ?? (() => {});
  const { source, notes, store } = await openSource(builder, options, options.skipBroken);
  if (!options.skipBroken) return { store, source, skipped: null, notes };
  const kept = await dropBroken(store, {
    ...{ name, labels, cacheDir: dataFolders(options).cacheDir, signal: options.signal },
    onWarning: (message) => tell({ kind: 'warning', dataset: name, message }),
    onDone: (done, total) => tell({ kind: 'check', dataset: name, done, total }),
  });
  if (kept.skipped) tell({ kind: 'warning', dataset: name, message: describeSkipped(name, kept.skipped) });
  return { store: kept.store, skipped: kept.skipped, source, notes };
}

function describeSkipped(name: string, { count, examples }: SkippedExamples): string {
  const shown = examples.slice(0, 3).map(({ key, reason }) => `${key} (${reason})`);
  const more = count > shown.length ? '; …' : '';
  const [are, image] = count === 1 ? ['is', 'image'] : ['are', 'images'];
  return inMessage(`${count} broken ${image} of ${name} ${are} left out: ${shown.join('; ')}${more}.`);
}
