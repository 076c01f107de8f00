/** Text as it stands in HTML, in an element or in a double-quoted attribute. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

/**
 * Text as it stands on one line of GitHub's Markdown, a table cell included: no sign of it is read as Markdown or
 * HTML. Line breaks and control characters become blanks.
 */
export function escapeMarkdown(text: string): string {
  return (
    text
      .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
      .replace(/[\\`*[\]{}#|~$!]/g, '\\$&')
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      // Inside of a word (rock_paper_scissors) an underscore means nothing.
      .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_')
      // What would begin a list, a ruler or a setext heading at the start of a line.
      .replace(/^(\s*)([-+](?=[\s-]|$)|=)/, '$1\\$2')
      .replace(/^(\s*\d{1,9})([.)](?=\s|$))/, '$1\\$2')
  );
}

/** A code span that may hold backticks. */
export function codeSpan(text: string): string {
  const content = text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').replaceAll('|', '\\|');
  const longest = Math.max(0, ...[...content.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const pad = content.startsWith('`') || content.endsWith('`') ? ' ' : '';
  return `${fence}${pad}${content}${pad}${fence}`;
}
