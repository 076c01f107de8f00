import type { PhotoCredit } from '@teamnet/records';

/** `daisy/1.jpg CC-BY by Ann Lee - https://…`, in a few lines the other way round. */
const LINE = /^(\S+) CC-BY (?:by (.+?) - (https?:\/\/\S+)|(https?:\/\/\S+) - by (.+))$/;
const MOST_CHARACTERS = 1000;

/**
 * Credits by `<label>/<file>` out of the LICENSE.txt of tf_flowers' archive; lines of another kind, such as its
 * heading, say nothing of a photo.
 */
export function parseCredits(text: string): Map<string, PhotoCredit> {
  const credits = new Map<string, PhotoCredit>();
  for (const line of text.split(/\r?\n/)) {
    if (line.length > MOST_CHARACTERS) continue;
    const [, photo, firstName, firstUrl, secondUrl, secondName] = LINE.exec(line) ?? [];
    const photographer = (firstName ?? secondName ?? '').replace(/[\p{Cc}\s]+/gu, ' ').trim();
    const url = firstUrl ?? secondUrl;
    if (photo && photographer && url) credits.set(photo, { photographer, url });
  }
  return credits;
}
