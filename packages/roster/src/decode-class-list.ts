import { ClassListError } from './errors.js';

const SAVE_AS = 'In Excel, save it as "CSV UTF-8 (comma delimited)".';

/**
 * The text of a class list, without a byte order mark, every line break `\n`, in Unicode NFC, because macOS writes
 * Korean in decomposed form. A text given as a string has been decoded by the caller and is checked for the traces of a wrong decoding.
 * @throws ClassListError for UTF-16 and every other encoding than UTF-8, with the line
 */
export function decodeClassList(csv: string | Uint8Array): string {
  const text = typeof csv === 'string' ? csv : decode(csv);
  if (text.includes('\0'))
    throw new ClassListError('it is UTF-16 text or no text at all (it holds zero bytes).', SAVE_AS);
  const bad = text.indexOf('\uFFFD');
  if (bad >= 0) throw notUtf8(text.slice(0, bad));
  // csv-parse counts a CRLF in quotes as two lines.
  return text
    .replace(/^\uFEFF/, '')
    .replace(/\r\n?/g, '\n')
    .normalize('NFC');
}

function decode(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff))
    throw new ClassListError('it is UTF-16 (Excel calls it "Unicode text"), not UTF-8.', SAVE_AS);
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}

function notUtf8(before: string): ClassListError {
  const line = before.split(/\r\n|\r|\n/).length;
  return new ClassListError(
    `it is not UTF-8 text (the first wrong byte is in line ${line}); Korean Windows saves plain "CSV" as CP949.`,
    SAVE_AS,
  );
}
