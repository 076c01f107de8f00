/** Coefficients of red, green and blue by powers of the value. */
type Polynomial = readonly (readonly [red: number, green: number, blue: number])[];

/** matplotlib's viridis, within 2 % (Matt Zucker, "matplotlib color maps" on shadertoy, CC0). */
const VIRIDIS: Polynomial = [
  [0.2777273272, 0.0054073445, 0.3340998053],
  [0.1050930431, 1.4046135299, 1.3845901626],
  [-0.3308618287, 0.2148475595, 0.095095163],
  [-4.634230499, -5.7991009734, -19.3324409563],
  [6.2282699363, 14.1799333668, 56.6905526007],
  [4.7763849977, -13.7451453777, -65.3530326334],
  [-5.4354558559, 4.6458526122, 26.3124352496],
];

/** Turbo, the better jet (Anton Mikhailov, Google, 2019, Apache-2.0). */
const TURBO: Polynomial = [
  [0.13572138, 0.09140261, 0.1066733],
  [4.6153926, 2.19418839, 12.64194608],
  [-42.66032258, 4.84296658, -60.58204836],
  [132.13108234, -14.18503333, 110.36276771],
  [-152.94239396, 4.27729857, -89.90310912],
  [59.28637943, 2.82956604, 27.34824973],
];

/** Dark violet to yellow, as the book draws activations; 0..1 to RGB of 0..255. */
export function viridis(value: number): [number, number, number] {
  return evaluate(VIRIDIS, value);
}

/** Blue to red by way of green, as heat maps are drawn; 0..1 to RGB of 0..255. */
export function turbo(value: number): [number, number, number] {
  return evaluate(TURBO, value);
}

function evaluate(polynomial: Polynomial, value: number): [number, number, number] {
  const colour = (at: 0 | 1 | 2) => {
    const share = polynomial.reduceRight((sum, coefficients) => sum * value + coefficients[at], 0);
    return Math.round(255 * Math.min(1, Math.max(0, share)));
  };
  return [colour(0), colour(1), colour(2)];
}
