import type { CreditCount, DataSource, PhotoCredit } from '@teamnet/records';
import type { DatasetBuilder } from '../builders/builder.js';
import { PreparedInvalidError } from '../errors.js';
import type { ExampleStore } from '../example-store.js';

/** Who made the photos of an opened data set; read when they are first asked for. */
export interface Credits {
  /** Undefined where nobody is known. */
  of(key: string): PhotoCredit | undefined;
  /** Over all examples; null where nobody is known of any. */
  count(): CreditCount | null;
}

/** @param onWarning is told of credits that cannot be read; the photos can be used all the same */
export function creditsOf(
  builder: DatasetBuilder<string>,
  { store, source }: { store: ExampleStore; source: DataSource },
  onWarning: (message: string) => void,
): Credits {
  const everyPhoto =
    builder.credits && 'everyPhoto' in builder.credits ? builder.credits.everyPhoto : undefined;
  let known: ReadonlyMap<string, PhotoCredit> | undefined;
  const of = (key: string) => {
    if (source === 'stand-in') return undefined;
    known ??= read(store, onWarning);
    const credit = known.get(key);
    // Python's data have no list, and the photographer is known all the same.
    return credit ?? everyPhoto;
  };
  return {
    of,
    count() {
      const photographers = new Set<string>();
      let photos = 0;
      for (const { examples } of store.splits)
        for (const { key } of examples) {
          const credit = of(key);
          if (!credit) continue;
          photos++;
          photographers.add(credit.photographer);
        }
      return photos === 0 ? null : { photos, photographers: photographers.size };
    },
  };
}

function read(store: ExampleStore, onWarning: (message: string) => void): ReadonlyMap<string, PhotoCredit> {
  try {
    return store.credits?.() ?? new Map();
  } catch (error) {
    if (!(error instanceof PreparedInvalidError)) throw error;
    onWarning(`${error.message} Its photos are shown without their photographers.`);
    return new Map();
  }
}
