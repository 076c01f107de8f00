/** Text as it stands in HTML, in an element or in a quoted attribute; control characters, which turn text around or hide it, go. */
export function escapeHtml(text: string): string {
  return text
    .replace(HIDDEN, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

/** Text as it stands on one line of Markdown: no sign of it is read as Markdown or HTML. */
export function escapeMarkdown(text: string): string {
  return (
    oneLine(text)
      .replace(/[\\`*[\]{}#|~$!]/g, '\\$&')
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      // Inside of a word (rock_paper_scissors) an underscore means nothing.
      .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_')
      // What would begin a list, a ruler or a setext heading at the start of a line.
      .replace(/^([-+](?=[\s-]|$)|=)/, '\\$1')
      .replace(/^(\d{1,9})([.)](?=\s|$))/, '$1\\$2')
  );
}

/** Text on one line, without control characters. */
export function oneLine(text: string): string {
  return text
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replace(HIDDEN, '')
    .trim();
}

/** Control characters other than white space, and those that change the direction of writing. */
const HIDDEN = /[^\P{Cc}\t\r\n]|[\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu;
