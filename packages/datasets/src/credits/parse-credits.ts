import type { PhotoCredit } from '@teamnet/records';

/** `daisy/1.jpg CC-BY by Ann Lee - https://…`, in a few lines the other way round. */
const LINE = /^([^\s\p{Cc}]+) CC-BY (?:by (.+?) - (https?:\/\/[!-~]+)|(https?:\/\/[!-~]+) - by (.+))$/u;
const MOST_CHARACTERS = 1000;
/** Several blanks, control characters, marks that turn the direction of writing. */
const UNSEEN = /[\p{Cc}\s\u202a-\u202e\u2066-\u2069]+/gu;

/**
 * Credits by `<label>/<file>` out of the LICENSE.txt of tf_flowers' archive; lines of another kind, such as its
 * heading, say nothing of a photo.
 */
export function parseCredits(text: string): Map<string, PhotoCredit> {
  const credits = new Map<string, PhotoCredit>();
  for (const line of text.split(/\r?\n/)) {
    if (line.length > MOST_CHARACTERS) continue;
    const [, photo, firstName, firstUrl, secondUrl, secondName] = LINE.exec(line) ?? [];
    const photographer = (firstName ?? secondName ?? '').replace(UNSEEN, ' ').trim();
    const url = firstUrl ?? secondUrl;
    if (photo && photographer && url) credits.set(photo, { photographer, url });
  }
  return credits;
}
