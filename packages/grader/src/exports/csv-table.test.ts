import fc from 'fast-check';
import { expect, test } from 'vitest';
import { newCsvTable, readCsvTable, writeCsvTable } from './csv-table.js';
import { TableUnreadableError } from './errors.js';

const bytes = (text: string) => new TextEncoder().encode(text);

test('what is written is read again, whatever the cells', () => {
  const cell = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom('a,b', 'a;b', '"', '""', ' x ', '김, 민지', 'x\ny', 'x\r\ny', '\r', '\t', '=1', ''),
  );
  fc.assert(
    fc.property(
      fc
        .integer({ min: 2, max: 5 })
        .chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { maxLength: 5 })),
      fc.constantFrom(',', ';', '\t'),
      fc.boolean(),
      (rows, delimiter, bom) => {
        const header = ['a', ...(rows[0] ?? ['', '']).slice(1).map((_, index) => `b${index}`)];
        const filled = rows.map((row) => ['x', ...row.slice(1)]);
        const text = writeCsvTable({ header, rows: filled, delimiter, lineEnd: '\r\n', bom });
        const read = readCsvTable(bytes(text), 'x.csv');
        expect(read).toMatchObject({ header, rows: filled, delimiter, bom });
      },
    ),
    { seed: 7, numRuns: 300 },
  );
});

test('line ends, byte order mark and delimiter are told, and rows know their lines', () => {
  const table = readCsvTable(bytes('\uFEFFa;b\r\n1;"2\r\n3"\r\n\r\n4;5\r\n'), 'x.csv');
  expect(table).toEqual({
    header: ['a', 'b'],
    rows: [
      ['1', '2\r\n3'],
      ['4', '5'],
    ],
    lines: [3, 5],
    delimiter: ';',
    lineEnd: '\r\n',
    bom: true,
  });
});

test('a new table has the line ends of RFC 4180', () => {
  expect(newCsvTable(['a', 'b'], [['1', 'x"y']], { bom: false })).toBe('a,b\r\n1,"x""y"\r\n');
});

test.each<[string, Uint8Array, RegExp]>([
  ['UTF-16', new Uint8Array([0xff, 0xfe, 0x41, 0]), /UTF-16/],
  ['another encoding', new Uint8Array([0xb1, 0xe8, 0x2c, 0x41]), /not UTF-8/],
  ['nothing', new Uint8Array(), /empty/],
  ['a quote that does not end', bytes('a,b\n"1,2\n'), /not a CSV table/],
])('%s is one clear error with the file', (_, content, message) => {
  expect(() => readCsvTable(content, 'grades.csv')).toThrow(TableUnreadableError);
  expect(() => readCsvTable(content, 'grades.csv')).toThrow(message);
  expect(() => readCsvTable(content, 'grades.csv')).toThrow(/^grades\.csv cannot be read/);
});
