import { ellipse, group, line, n, type Pen, path } from './pen.js';
import { picture, SIDE } from './picture.js';

interface Skin {
  fill: string;
  edge: string;
}

/**
 * A hand that shows rock, paper or scissors, on a whitish ground as in the real data set.
 * @returns SVG
 */
export function drawHand(pen: Pen, label: string): string {
  const hue = pen.between(12, 32);
  const light = pen.between(28, 72);
  const skin = { fill: pen.colour(hue, 45, light), edge: pen.colour(hue - 4, 45, light - 14, 2) };
  const scale = pen.between(0.95, 1.3);
  const turn = pen.chance(0.95) ? pen.between(-25, 25) : pen.between(-100, 100);
  const place =
    `translate(${n(pen.between(56, 72))} ${n(pen.between(66, 84))}) rotate(${n(turn)}) ` +
    `scale(${n(pen.chance(0.5) ? scale : -scale)} ${n(scale * pen.between(0.8, 1.05))})`;
  return picture(pen, ground(pen), group(place, hand(pen, label, skin)));
}

function ground(pen: Pen): string {
  const grey = pen.between(84, 97);
  const shadow = `fill="#555" opacity="${n(pen.between(0.1, 0.3))}"`;
  const marks = pen.times(pen.chance(0.3) ? pen.whole(1, 3) : 0, () =>
    line(
      pen.between(0, SIDE),
      pen.between(0, SIDE),
      pen.between(0, SIDE),
      pen.between(0, SIDE),
      '#bbb',
      pen.between(1, 5),
    ),
  );
  return (
    `<rect width="${SIDE}" height="${SIDE}" fill="${pen.colour(pen.between(20, 220), 8, grey)}"/>${marks}` +
    ellipse(pen.between(40, 100), pen.between(60, 115), pen.between(25, 50), pen.between(15, 35), shadow)
  );
}

/** Drawn upright round (0, 0), the middle of the palm; about 80 units tall. */
function hand(pen: Pen, label: string, skin: Skin): string {
  const arm = limb(0, 22, pen.between(-8, 8), 120, 26, skin);
  const palm = `<rect x="-21" y="-20" width="42" height="44" rx="15" fill="${skin.fill}" stroke="${skin.edge}" stroke-width="1.6"/>`;
  const stretched = { rock: [], paper: [0, 1, 2, 3], scissors: [0, 1] }[label] ?? [];
  // Fingers half bent, or pressed together, are what makes the three hard to tell apart.
  const spread = label === 'paper' ? pen.between(5, 13) : pen.between(10, 22);
  const bent = pen.chance(0.08) ? pen.between(0.6, 0.75) : pen.between(0.85, 1.15);
  const middle = label === 'scissors' ? 0.5 : 1.5;
  const fingers = [0, 1, 2, 3].map((index) => {
    const x = -15.5 + index * 10.3;
    const length = [36, 40, 37, 29][index]! * bent * pen.between(0.92, 1.08);
    const angle = ((index - middle) * spread + pen.between(-2, 2)) * (Math.PI / 180);
    if (!stretched.includes(index)) return knuckle(pen, x, skin);
    return limb(x, -14, x + Math.sin(angle) * length, -14 - Math.cos(angle) * length, 9.6, skin);
  });
  return arm + fingers.join('') + palm + creases(pen, label, skin) + thumb(pen, label, skin);
}

/** A finger folded onto the palm: its knuckle above, its tip below. */
function knuckle(pen: Pen, x: number, skin: Skin): string {
  return ellipse(
    x,
    -18 + pen.between(-2, 2),
    5.6,
    7 + pen.between(0, 2),
    `fill="${skin.fill}" stroke="${skin.edge}" stroke-width="1.6"`,
  );
}

function creases(pen: Pen, label: string, skin: Skin): string {
  const folded = { rock: [0, 1, 2, 3], paper: [], scissors: [2, 3] }[label] ?? [];
  const back = pen.chance(0.4);
  if (label === 'paper')
    return back
      ? ''
      : path('M-14 -4Q0 2 14 -6M-12 6Q0 8 12 2', `stroke="${skin.edge}" stroke-width="1.2" fill="none"`);
  return folded
    .map((index) => {
      const style = `fill="${skin.fill}" stroke="${skin.edge}" stroke-width="1.4"`;
      return back ? '' : ellipse(-15.5 + index * 10.3, -6, 5.2, 8, style);
    })
    .join('');
}

function thumb(pen: Pen, label: string, skin: Skin): string {
  if (label === 'paper' && pen.chance(0.85)) {
    const angle = pen.between(0.7, 1.2);
    return limb(-17, 8, -17 - Math.sin(angle) * 26, 8 - Math.cos(angle) * 26, 10.5, skin);
  }
  if (label === 'rock' && pen.chance(0.15)) return limb(-18, 6, -26, -14, 10.5, skin);
  return limb(-18, 8, pen.between(-4, 8), pen.between(2, 9), 10.5, skin);
}

/** A round-ended line with an edge. */
function limb(x1: number, y1: number, x2: number, y2: number, width: number, skin: Skin): string {
  return line(x1, y1, x2, y2, skin.edge, width + 2.6) + line(x1, y1, x2, y2, skin.fill, width);
}
