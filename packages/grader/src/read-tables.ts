import type Token from 'markdown-it/lib/token.mjs';
import { plainText } from './plain-text.js';

export interface TableRow {
  /** Line in the file, from 1. */
  line: number;
  cells: string[];
}

export interface Table {
  /** Text of the nearest heading before it, '' when there is none. */
  heading: string;
  header: string[];
  rows: TableRow[];
}

/** The pipe tables among Markdown tokens, as text. */
export function readTables(tokens: readonly Token[]): Table[] {
  const tables: Table[] = [];
  let heading = '';
  let cells: string[] = [];
  let inHead = false;
  for (const [index, token] of tokens.entries()) {
    const content = tokens[index + 1];
    switch (token.type) {
      case 'heading_open':
        heading = content ? plainText([content]) : '';
        break;
      case 'table_open':
        tables.push({ heading, header: [], rows: [] });
        break;
      case 'thead_open':
        inHead = true;
        break;
      case 'thead_close':
        inHead = false;
        break;
      case 'tr_open':
        cells = [];
        if (inHead) tables.at(-1)!.header = cells;
        else tables.at(-1)!.rows.push({ line: (token.map?.[0] ?? 0) + 1, cells });
        break;
      case 'th_open':
      case 'td_open':
        cells.push(content?.type === 'inline' ? plainText([content]) : '');
        break;
    }
  }
  return tables;
}
