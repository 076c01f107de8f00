import { expect, test } from 'vitest';
import { isWholeSvg, onWhite } from './read-diagram.js';

test.each([
  '<svg xmlns="http://www.w3.org/2000/svg"><g><path d="M0 0"/></g><text>a &gt; b</text></svg>',
  '<?xml version="1.0"?>\n<!DOCTYPE svg PUBLIC "x" "y">\n<!-- made by graphviz -->\n<svg a="1>2"><title>x</title></svg>\n',
])('%j is a whole SVG', (text) => {
  expect(isWholeSvg(text)).toBe(true);
});

test.each(['', 'plain text', '<html></html>', '<svg><g></svg>', '<svg><g>', '<svg></g></svg>'])(
  '%j is none',
  (text) => {
    expect(isWholeSvg(text)).toBe(false);
  },
);

test('a diagram gets a white ground, so that it can be read on a dark page', () => {
  const svg = onWhite('<?xml version="1.0"?>\n<svg\n width="5pt" desc="a>b"><g/></svg>');
  expect(svg).toBe(
    '<?xml version="1.0"?>\n<svg\n width="5pt" desc="a>b">\n<rect width="100%" height="100%" fill="white"/><g/></svg>',
  );
  expect(isWholeSvg(svg)).toBe(true);
});
