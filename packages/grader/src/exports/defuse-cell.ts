/** What spreadsheets take for the beginning of a formula, also full-width; spaces before it do not help. */
const FORMULA = /^[\s\u00A0]*[=+\-@＝＋－＠]|^[\t\r\n]/;
const NUMBER = /^[+-]?\d+(?:[.,]\d+)?$/;

/**
 * A cell of our own text that no spreadsheet takes for a formula: what begins like one gets an apostrophe in front;
 * numbers, negative ones too, stay numbers. Cells that a platform matches on are never to go through here.
 * Source: OWASP, "CSV Injection", https://owasp.org/www-community/attacks/CSV_Injection.
 */
export function defuseCell(text: string): string {
  return FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
}
