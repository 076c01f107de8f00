import { expect, test } from 'vitest';
import { drawSvg } from './draw-svg.js';
import { isWholeSvg } from './read-diagram.js';

const draw = (name: string) =>
  drawSvg(name, 'Loss <b>', 'It falls & falls.', {
    width: 100,
    height: 60,
    data: {
      values: [
        { x: 1, y: 1.23456789, s: '<script>' },
        { x: 2, y: 0.5, s: 'b' },
      ],
    },
    mark: { type: 'line', clip: true },
    encoding: {
      x: { field: 'x', type: 'quantitative' },
      y: { field: 'y', type: 'quantitative' },
      color: { field: 's', type: 'nominal' },
    },
  });

test('a chart is a whole SVG that says in words what it shows', async () => {
  const svg = Buffer.from(await draw('loss')).toString();
  expect(isWholeSvg(svg)).toBe(true);
  expect(svg).toContain('<title id="loss-title">Loss &lt;b&gt;</title>');
  expect(svg).toContain('<desc id="loss-desc">It falls &amp; falls.</desc>');
  expect(svg).toContain('role="img" aria-labelledby="loss-title loss-desc"');
  expect(svg).not.toContain('<script>');
  expect(svg).not.toMatch(/\d\.\d{3}/);
});

test('drawn again it has the same bytes, and two charts on a page share no id', async () => {
  const first = Buffer.from(await draw('loss')).toString();
  const other = Buffer.from(await draw('accuracy')).toString();
  expect(Buffer.from(await draw('loss')).toString()).toBe(first);
  const ids = (svg: string) => [...svg.matchAll(/\bid="([^"]+)"/g)].map(([, id]) => id);
  expect(ids(first).length).toBeGreaterThan(2);
  expect(ids(first).filter((id) => ids(other).includes(id))).toEqual([]);
  for (const [, id] of first.matchAll(/url\(#([^)]+)\)/g)) expect(ids(first)).toContain(id);
});
