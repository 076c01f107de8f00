import { withoutComments } from '@teamnet/records';

/**
 * A student's Markdown as a quotation inside a report. Whatever it holds ends with the quotation (an open code fence,
 * an HTML tag), and the report's markers mean nothing inside one; tags and comments become text.
 */
export function quoteMarkdown(source: string): string {
  const lines = withoutComments(source)
    .replaceAll('\u0000', '')
    .replace(/<(?=[A-Za-z/!?])/g, '&lt;')
    .split(/\r\n|\r|\n/);
  const shown = lines.map((line) => line.trimEnd());
  while (shown[0] === '') shown.shift();
  while (shown.at(-1) === '') shown.pop();
  return shown.map((line) => (line === '' ? '>' : `> ${line}`)).join('\n');
}
