import { expect, test } from 'vitest';
import { roundPoints, scaleParts, scalePoints } from './scale-points.js';

test('points are scaled and rounded to two decimals, a half upwards', () => {
  expect(scalePoints(20, 24, 20)).toBe(16.67);
  expect(scalePoints(1, 8, 0.04)).toBe(0.01);
  expect(roundPoints(1.005)).toBe(1.01);
  expect(roundPoints(2.675)).toBe(2.68);
  expect(scalePoints(24, 24, 100)).toBe(100);
  expect(scalePoints(0, 24, 100)).toBe(0);
});

test('scaled parts add up to the scaled sum, whatever the parts', () => {
  let seed = 1;
  const random = () => {
    seed = (seed * 48271) % 2147483647;
    return seed / 2147483647;
  };
  for (let round = 0; round < 500; round++) {
    const possible = Array.from({ length: 1 + Math.floor(random() * 30) }, () => Math.ceil(random() * 5));
    const parts = possible.map(
      (most) => [0, most, Math.round(random() * most * 4) / 4][Math.floor(random() * 3)]!,
    );
    const total = possible.reduce((a, b) => a + b, 0);
    const outOf = Math.ceil(random() * 100);
    const scaled = scaleParts(parts, total, outOf);
    const sum = Math.round(scaled.reduce((a, b) => a + b, 0) * 100) / 100;
    expect(sum).toBe(
      scalePoints(
        parts.reduce((a, b) => a + b, 0),
        total,
        outOf,
      ),
    );
    for (const [index, value] of scaled.entries())
      expect(Math.abs(value - (parts[index]! * outOf) / total)).toBeLessThanOrEqual(0.01 + 1e-9);
  }
});
