/** Numbers with rows and columns, one row after another. */
export interface Grid {
  values: ArrayLike<number>;
  height: number;
  width: number;
}

/** Stretched to `side` x `side` with the nearest number, so that each one stays to be seen. */
export function resizeNearest({ values, height, width }: Grid, side: number): Float32Array {
  return fill(side, (x, y) => {
    const row = Math.min(height - 1, Math.floor(((y + 0.5) * height) / side));
    return values[row * width + Math.min(width - 1, Math.floor(((x + 0.5) * width) / side))]!;
  });
}

/** Stretched to `side` x `side` with straight lines between the numbers, which lie in the middle of their cells. */
export function resizeSmoothly({ values, height, width }: Grid, side: number): Float32Array {
  return fill(side, (x, y) => {
    const [top, bottom, down] = neighbours(y, height, side);
    const [left, right, across] = neighbours(x, width, side);
    const row = (at: number) =>
      values[at * width + left]! * (1 - across) + values[at * width + right]! * across;
    return row(top) * (1 - down) + row(bottom) * down;
  });
}

function neighbours(at: number, length: number, side: number): [number, number, number] {
  const place = Math.min(length - 1, Math.max(0, ((at + 0.5) * length) / side - 0.5));
  const before = Math.floor(place);
  return [before, Math.min(length - 1, before + 1), place - before];
}

function fill(side: number, valueAt: (x: number, y: number) => number): Float32Array {
  const result = new Float32Array(side * side);
  for (let y = 0; y < side; y++) for (let x = 0; x < side; x++) result[y * side + x] = valueAt(x, y);
  return result;
}
