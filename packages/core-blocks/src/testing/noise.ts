/** Numbers in [-1, 1) without a pattern: weights and images of the golden tests (`noise` in fixtures/*.py). */
export function noise(count: number, stream: number): number[] {
  return Array.from({ length: count }, (_, index) => {
    const value = Math.sin(12.9898 * index + 78.233 * (stream + 1)) * 43758.5453;
    return 2 * (value - Math.floor(value)) - 1;
  });
}
