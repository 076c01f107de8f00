import { applyEdits, findNodeAtLocation, type JSONPath, modify, parseTree } from 'jsonc-parser';

/** Replaces one value of a JSON text and leaves everything else as its author wrote it; undefined takes it out. */
export function replaceInJson(text: string, path: JSONPath, value: unknown): string {
  return applyEdits(text, modify(text, path, value, {}));
}

/**
 * Adds a value to the end of an array of a JSON text, on a line of its own, written as the value before it: on one line
 * where that is.
 */
export function appendInJson(text: string, path: JSONPath, value: unknown): string {
  const last = findNodeAtLocation(parseTree(text)!, path)?.children?.at(-1);
  if (!last) return replaceInJson(text, path, [value]);
  const end = last.offset + last.length;
  const lineStart = text.lastIndexOf('\n', last.offset - 1) + 1;
  const indent = /^[ \t]*/.exec(text.slice(lineStart))![0];
  const isOneLine = !text.slice(last.offset, end).includes('\n');
  const pretty = JSON.stringify(value, null, 2);
  const written = isOneLine ? onOneLine(pretty) : pretty.replaceAll('\n', `\n${indent}`);
  const lines = `,\n${indent}${written}`;
  const added = text.includes('\r\n') ? lines.replaceAll('\n', '\r\n') : lines;
  return text.slice(0, end) + added + text.slice(end);
}

/** `{ "id": "s3-1" }`: blanks where the line breaks were; none of these is inside a string, where they are `\n`. */
function onOneLine(pretty: string): string {
  return pretty.replace(/\n\s*/g, ' ');
}
