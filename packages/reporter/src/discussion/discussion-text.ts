/** First line of a fresh discussion file; the grader knows the template by it. */
export const TEMPLATE_MARKER = '<!-- teamnet: discussion template -->';

/** The file without comments, in which the template speaks to the student. */
export function withoutComments(file: string): string {
  return file.replace(/^\uFEFF/, '').replace(/<!--[\s\S]*?(-->|$)/g, '');
}

/**
 * What a student wrote: the text without comments, headings and the guiding questions (lines that begin with `>`).
 * The grader's rule; the report says "not written yet" exactly when the grader does.
 */
export function studentText(file: string): string {
  return withoutComments(file)
    .split(/\r\n|\r|\n/)
    .filter((line) => !/^ {0,3}(>|#{1,6}(\s|$))/.test(line))
    .join('\n')
    .trim();
}
