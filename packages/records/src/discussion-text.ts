/** First line of a fresh discussion file (`apps/<team>/discussion/<student>.md`), by which the template is known. */
export const TEMPLATE_MARKER = '<!-- teamnet: discussion template -->';

/** The file without comments, in which the template speaks to the student. */
export function withoutComments(file: string): string {
  return file.replace(/^\uFEFF/, '').replace(/<!--[\s\S]*?(-->|$)/g, '');
}

/**
 * What a student wrote into a discussion file: the text without the template's parts, which are comments, headings
 * and the guiding questions (lines that begin with `>`). Line by line, because Markdown would count an answer right
 * below a question as part of the quotation.
 */
export function studentText(file: string): string {
  return withoutComments(file)
    .split(/\r\n|\r|\n/)
    .filter((line) => !/^ {0,3}(>|#{1,6}(\s|$))/.test(line))
    .join('\n')
    .trim();
}
