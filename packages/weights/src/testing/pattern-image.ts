/** The image of the fixtures' `pattern(number)`: waves, [size, size, 3], whole numbers 0..255. */
export function patternImage(number: number, size: number): Float32Array {
  return Float32Array.from({ length: size * size * 3 }, (_, index) => {
    const channel = index % 3;
    const column = Math.floor(index / 3) % size;
    const row = Math.floor(index / 3 / size);
    const wave =
      Math.sin(row * 0.05 * (number + 1) + channel) + Math.cos(column * 0.03 * (number + 2) - channel);
    return Math.floor(((wave + 2) / 4) * 255);
  });
}
