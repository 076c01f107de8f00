/**
 * JSON with the keys of every object in code-unit order and no white space, so that equal values give equal text
 * (the idea of RFC 8785, for the plain values that Teamnet's settings hold). Entries that are undefined are left out.
 */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, entry: unknown) =>
    typeof entry === 'object' && entry !== null && !Array.isArray(entry)
      ? Object.fromEntries(Object.entries(entry).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)))
      : entry,
  );
}
