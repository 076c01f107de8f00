/** Left by `teamnet report` in a fresh discussion file. */
export const TEMPLATE_MARKER = '<!-- teamnet: discussion template -->';

/**
 * What a student wrote into a discussion file: the text without the template's parts, which are comments, headings
 * and the guiding questions (lines that begin with `>`). Line by line, because Markdown would count an answer right
 * below a question as part of the quotation.
 */
export function studentText(file: string): string {
  return file
    .replace(/^\uFEFF/, '')
    .replace(/<!--[\s\S]*?(-->|$)/g, '')
    .split(/\r\n|\r|\n/)
    .filter((line) => !/^ {0,3}(>|#{1,6}(\s|$))/.test(line))
    .join('\n')
    .trim();
}

/** Number of words (Unicode word segmentation, UAX #29; a Korean eojeol is one word). */
export function countWords(text: string): number {
  let words = 0;
  for (const { isWordLike } of new Intl.Segmenter('en', { granularity: 'word' }).segment(text))
    if (isWordLike) words++;
  return words;
}
