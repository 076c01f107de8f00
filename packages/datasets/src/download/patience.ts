/** How long a connection may take to be made, milliseconds. */
export const CONNECT_MS = 10_000;
/** Without a byte for so long a connection counts as cut, milliseconds. */
export const SILENCE_MS = 30_000;
/** Redirects in a row that are followed. */
export const MOST_REDIRECTS = 5;
