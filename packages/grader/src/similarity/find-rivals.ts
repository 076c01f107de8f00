/** A discussion of the class by its sketch. */
export interface Sketched {
  team: string;
  file: string;
  sketch: readonly number[];
}

/** As many others a discussion is compared with, beside those of its team. */
const MOST = 3;
/** Share of a sketch that another has as well, from which it is worth a comparison. */
const SHARED = 0.15;
/** A value that many have, such as a common phrase, is looked at for the nearest ones only. */
const NEAREST = 32;

/**
 * For each discussion those of other teams that it is worth to be compared with: an inverted index over the sketches,
 * so that the cost grows with the number of discussions and not with its square.
 * @returns files by file; those without any are left out
 */
export function findRivals(discussions: readonly Sketched[]): Map<string, string[]> {
  const postings = sortPostings(discussions);
  const rivals = new Map<string, string[]>();
  const counts = new Map<number, number>();
  for (const [index, { team, file, sketch }] of discussions.entries()) {
    counts.clear();
    for (const hash of sketch)
      for (const other of nearest(postings, hash, index))
        if (discussions[other]!.team !== team) counts.set(other, (counts.get(other) ?? 0) + 1);
    const found = [...counts]
      .filter(([, count]) => count >= 2 && count >= SHARED * sketch.length)
      .sort(([a, countA], [b, countB]) => countB - countA || a - b)
      .slice(0, MOST);
    if (found.length > 0)
      rivals.set(
        file,
        found.map(([other]) => discussions[other]!.file),
      );
  }
  return rivals;
}

/** More discussions than a class has; hash · PLACES + index is still a whole number that a double holds. */
const PLACES = 2 ** 21;

function sortPostings(discussions: readonly Sketched[]): Float64Array {
  const postings = new Float64Array(discussions.reduce((sum, { sketch }) => sum + sketch.length, 0));
  let end = 0;
  for (const [index, { sketch }] of discussions.entries())
    for (const hash of sketch) postings[end++] = hash * PLACES + index;
  return postings.sort();
}

/** The discussions around an index that have a hash. */
function* nearest(postings: Float64Array, hash: number, index: number): Iterable<number> {
  const own = hash * PLACES + index;
  const middle = lowerBound(postings, own);
  const from = hash * PLACES;
  for (let place = middle - 1; place >= 0 && place >= middle - NEAREST && postings[place]! >= from; place--)
    yield postings[place]! - from;
  for (
    let place = middle + 1;
    place < postings.length && place <= middle + NEAREST && postings[place]! < from + PLACES;
    place++
  )
    yield postings[place]! - from;
}

function lowerBound(sorted: Float64Array, value: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
