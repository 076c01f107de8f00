import { SplitInvalidError } from '../errors.js';
import type { Split } from '../splits/split.js';

/** One split, or an array or object of splits, as TFDS' `split=` takes them. */
export type SplitStructure = Split | readonly Split[] | { readonly [name: string]: Split };

/** What `make` gives for each split, in the structure of the splits. */
export type InStructure<S, Made> = S extends Split ? Made : { -readonly [Key in keyof S]: Made };

/** Calls `make` with each split of a structure. @throws SplitInvalidError for what is no split */
export function inStructure<S extends SplitStructure, Made>(
  splits: S,
  make: (split: Split) => Made,
): InStructure<S, Made> {
  const one = (split: Split) => {
    if (!isSplit(split)) throw new SplitInvalidError(JSON.stringify(split), 'it is no split.');
    return make(split);
  };
  const made = () => {
    if (isSplit(splits) || typeof splits !== 'object' || splits === null) return one(splits);
    if (Array.isArray(splits)) return (splits as readonly Split[]).map(one);
    return Object.fromEntries(
      Object.entries(splits).map(([name, split]: [string, Split]) => [name, one(split)]),
    );
  };
  return made() as InStructure<S, Made>;
}

/** An object with train and test is a structure; ReadInstruction, sum and even split have fields of their own. */
function isSplit(part: SplitStructure): part is Split {
  if (typeof part === 'string') return true;
  if (typeof part !== 'object' || part === null || Array.isArray(part)) return false;
  const fields = part as { split?: unknown; sum?: unknown; of?: unknown; count?: unknown };
  return (
    typeof fields.split === 'string' ||
    Array.isArray(fields.sum) ||
    (fields.of !== undefined && typeof fields.count === 'number')
  );
}
