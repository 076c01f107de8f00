import { lstatSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { TeamnetError } from '@teamnet/records';

/** The most that one input may take, ms. */
const MOST_MS = 15_000;
/** Longer ones hide what they say. */
const MOST_CHARACTERS = 2000;

/** What came of an input: `answer`, or the code of a clear error. */
export type Outcome = string;

/**
 * Runs a reader on a mutated input. Whatever it throws must be a TeamnetError that says where and what to do, fit for
 * a terminal.
 * @param places one of which the message must name; any when left out
 * @throws what broke the rules
 */
export async function judge(read: () => unknown, places: readonly string[] = []): Promise<Outcome> {
  const started = performance.now();
  let outcome: Outcome = 'answer';
  try {
    await read();
  } catch (error) {
    if (!(error instanceof TeamnetError)) throw error;
    refuseUnclear(error, places);
    outcome = error.code;
  }
  const ms = performance.now() - started;
  if (ms > MOST_MS) throw new Error(`It took ${Math.round(ms)} ms.`);
  return outcome;
}

function refuseUnclear({ message, remedy, code }: TeamnetError, places: readonly string[]): void {
  const unclear = (why: string) =>
    new Error(`The error ${code} ${why}: ${JSON.stringify(message.slice(0, 400))}`);
  if (message.length > MOST_CHARACTERS) throw unclear(`is of ${message.length} characters`);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  if (/[\u0000-\u0008\u000b-\u001f\u007f\u202a-\u202e]/.test(message))
    throw unclear('holds control characters');
  if (places.length > 0 && !places.some((place) => message.includes(place))) throw unclear('names no place');
  if (!remedy || /undefined|\[object|: ?\.$/.test(message)) throw unclear('says nothing');
}

/** Paths of all that lies in a folder, sorted, relative to it; links are not followed. */
export function listTree(root: string, folder = root): string[] {
  return readdirSync(folder)
    .flatMap((name) => {
      const path = join(folder, name);
      return lstatSync(path).isDirectory() ? listTree(root, path) : [relative(root, path)];
    })
    .sort();
}
