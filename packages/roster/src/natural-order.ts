/** Compares by a key in which numbers count as numbers: team-2 before team-10. */
export function naturalOrder<T>(key: (item: T) => string): (a: T, b: T) => number {
  return (a, b) => key(a).localeCompare(key(b), 'en', { numeric: true }) || (key(a) < key(b) ? -1 : 1);
}
