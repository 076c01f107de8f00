/** Longer ones say no more. */
const MOST = 900;

/**
 * Text that others wrote (names in archives, split expressions), fit for a message on a terminal: control characters
 * and marks that turn the direction of writing as `\\x1b`, and the middle of a long text left out.
 */
export function inMessage(text: string): string {
  const shown = text.length <= MOST ? text : `${text.slice(0, MOST - 300)} … ${text.slice(-300)}`;
  return shown.replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, (character) => {
    const code = character.codePointAt(0)!.toString(16);
    return code.length <= 2 ? `\\x${code.padStart(2, '0')}` : `\\u${code}`;
  });
}
