import { ellipse, group, line, n, type Pen, path } from './pen.js';
import { picture, SIDE } from './picture.js';

type Colour = readonly [hue: number, saturation: number, lightness: number];
const PINK: Colour = [335, 70, 65];
const ORANGE: Colour = [20, 80, 58];
/** Colours say something about the kind, not all: tulips and roses share two. */
const TULIPS: readonly Colour[] = [[48, 80, 60], [300, 35, 50], PINK, ORANGE];
const ROSES: readonly Colour[] = [[352, 75, 42], [40, 30, 90], PINK, ORANGE];

/** Each draws one head round (0, 0), about 60 units wide. */
const HEADS: Record<string, (pen: Pen) => string> = { dandelion, daisy, tulips, sunflowers, roses };

/**
 * One to four flowers of a kind in the open: grass, soil or sky behind, leaves and blurred flowers around.
 * @returns SVG
 */
export function drawFlower(pen: Pen, label: string): string {
  const heads = pen.chance(0.75) ? 1 : pen.whole(2, 3);
  const flowers = pen.times(heads, () => {
    const scale = heads === 1 ? pen.between(1, 1.8) : pen.between(0.6, 1);
    const [x, y] = [pen.between(40, 88), pen.between(38, 84)];
    const squash = pen.chance(0.2) ? pen.between(0.6, 0.85) : pen.between(0.85, 1);
    const turn = label === 'tulips' ? pen.between(-35, 35) : pen.between(0, 360);
    const stem = line(x, y, x + pen.between(-20, 20), SIDE + 5, pen.colour(105, 40, 32), 4 * scale);
    const head = group(`rotate(${n(turn)})`, HEADS[label]!(pen));
    return stem + group(`translate(${n(x)} ${n(y)}) scale(${n(scale)} ${n(scale * squash)})`, head);
  });
  return picture(pen, meadow(pen), flowers + leaves(pen, pen.whole(0, 2)));
}

function meadow(pen: Pen): string {
  const [hue, saturation, light] = pen.pick([
    [105, 40, 28],
    [85, 35, 50],
    [30, 30, 28],
    [205, 45, 70],
    [60, 10, 80],
    [120, 20, 12],
  ] as const);
  const blobs = pen.times(pen.whole(6, 16), () => {
    const hues = pen.chance(0.1) ? pen.between(0, 360) : hue + pen.between(-25, 25);
    const style = `fill="${pen.colour(hues, saturation, light + pen.between(-15, 20))}" opacity="0.7"`;
    return ellipse(pen.between(0, SIDE), pen.between(0, SIDE), pen.between(4, 28), pen.between(4, 22), style);
  });
  const base = `<rect width="${SIDE}" height="${SIDE}" fill="${pen.colour(hue, saturation, light)}"/>`;
  return base + blobs + leaves(pen, pen.whole(2, 8));
}

function leaves(pen: Pen, count: number): string {
  return pen.times(count, () => {
    const fill = `fill="${pen.colour(105, 40, pen.between(20, 45))}"`;
    const place = `translate(${n(pen.between(0, SIDE))} ${n(pen.between(30, SIDE))}) rotate(${pen.whole(0, 180)})`;
    return group(
      place,
      path(`M-30 0Q0 ${n(-pen.between(6, 14))} 30 0Q0 ${n(pen.between(4, 10))} -30 0Z`, fill),
    );
  });
}

/** `count` petals round the middle, drawn by `petal` pointing up. */
function wreath(pen: Pen, count: number, petal: (index: number) => string): string {
  const start = pen.between(0, 360);
  return pen.times(count, (index) =>
    group(`rotate(${n(start + (360 / count) * index + pen.between(-4, 4))})`, petal(index)),
  );
}

/** Yellow and fluffy; one in four is gone to seed. */
function dandelion(pen: Pen): string {
  const seed = pen.chance(0.25);
  const rays = (radius: number, light: number, width: number) => {
    const colour = seed ? pen.colour(210, 8, light + 32) : pen.colour(50, 90, light);
    return wreath(pen, 30, () => line(0, 0, 0, -radius * pen.between(0.85, 1.05), colour, width));
  };
  const middle = ellipse(0, 0, 5, 5, `fill="${seed ? pen.colour(40, 20, 45) : pen.colour(42, 90, 48)}"`);
  return seed
    ? rays(30, 45, 0.9) + rays(29, 58, 0.8) + middle
    : rays(30, 44, 3) + rays(24, 52, 2.6) + rays(16, 58, 2.4) + rays(9, 50, 2) + middle;
}

function daisy(pen: Pen): string {
  const pink = pen.chance(0.2);
  const count = pen.whole(10, 22);
  const width = (pen.between(0.8, 1.1) * 75) / count;
  const petals = wreath(pen, count, () => {
    const fill = `fill="${pink ? pen.colour(330, 40, 86) : pen.colour(60, 12, 95)}" stroke="#999" stroke-width="0.5"`;
    return ellipse(0, -19, width, 12.5 * pen.between(0.9, 1.1), fill);
  });
  const size = pen.between(6, 11);
  return (
    petals + ellipse(0, 0, size, size, `fill="${pen.colour(46, 90, 50)}" stroke="#a70" stroke-width="1"`)
  );
}

/** A cup of pointed petals, seen from the side; one in six from above. */
function tulips(pen: Pen): string {
  const [hue, saturation, light] = pen.pick(TULIPS);
  const fill = (shade: number) =>
    `fill="${pen.colour(hue, saturation, light + shade, 3)}" stroke="${pen.colour(hue, saturation, light - 18, 2)}" stroke-width="0.8"`;
  if (pen.chance(0.17))
    return (
      wreath(pen, 6, (index) =>
        path('M0 2C-17 -8 -12 -26 0 -30C12 -26 17 -8 0 2Z', fill(index % 2 ? 5 : -4)),
      ) + ellipse(0, 0, 5, 5, 'fill="#332"')
    );
  const open = pen.between(0, 9);
  const side = (sign: number) =>
    path(
      `M0 28C${n(sign * 24)} 28 ${n(sign * 26)} 0 ${n(sign * (14 + open))} -28C${n(sign * 6)} -20 0 0 0 28Z`,
      fill(-5),
    );
  return (
    path('M-10 10C-12 -14 -4 -26 0 -30C4 -26 12 -14 10 10Z', fill(-9)) +
    side(-1) +
    side(1) +
    path('M0 28C-16 20 -15 -8 0 -24C15 -8 16 20 0 28Z', fill(4))
  );
}

function sunflowers(pen: Pen): string {
  const size = pen.between(10, 17);
  const petal = () =>
    path(
      'M-5 -8C-7 -20 -3 -28 0 -32C3 -28 7 -20 5 -8Z',
      `fill="${pen.colour(45, 92, pen.between(46, 58))}" stroke="#b70" stroke-width="0.6"`,
    );
  const seeds = wreath(pen, 12, (index) =>
    ellipse(0, -size * (index % 2 ? 0.75 : 0.45), 1.2, 1.2, 'fill="#a63"'),
  );
  const middle = ellipse(0, 0, size, size, `fill="${pen.colour(26, 50, pen.between(14, 30))}"`);
  return wreath(pen, 14, petal) + wreath(pen, pen.whole(12, 16), petal) + middle + seeds;
}

/** Round petals in layers, each turned against the one outside it, darker inwards. */
function roses(pen: Pen): string {
  const [hue, saturation, light] = pen.pick(ROSES);
  const edge = pen.colour(hue, saturation, light - 20, 2);
  const layers = [28, 23, 17.5, 12, 7].map((radius, layer) =>
    wreath(pen, layer < 3 ? 5 : 3, () => {
      const fill = `fill="${pen.colour(hue, saturation, light + 6 - layer * 4, 3)}" stroke="${edge}" stroke-width="0.9"`;
      return ellipse(0, -radius * 0.45, radius * 0.62, radius * 0.52, fill);
    }),
  );
  return `${layers.join('')}${path('M-4 1C-4 -5 4 -5 4 0C4 4 -1 4 -1 0', `fill="none" stroke="${edge}" stroke-width="1.4"`)}`;
}
