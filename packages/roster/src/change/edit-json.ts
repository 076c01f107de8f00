import { applyEdits, type JSONPath, modify } from 'jsonc-parser';

/**
 * Changes one place of a JSON text and leaves everything else as its author wrote it (a thin wrapper of jsonc-parser).
 * @param value undefined takes the place out; with `insert` it goes into an array before what stands there
 */
export function editJson(text: string, path: JSONPath, value: unknown, insert = false): string {
  const formattingOptions = { insertSpaces: true, tabSize: 2, eol: text.includes('\r\n') ? '\r\n' : '\n' };
  return applyEdits(text, modify(text, path, value, { formattingOptions, isArrayInsertion: insert }));
}
