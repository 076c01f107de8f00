import { group, n, opacity, type Pen } from './pen.js';

/** Side of the drawn pictures, pixels. */
export const SIDE = 128;

/**
 * A whole picture: background, subject, and what a camera adds: blur, uneven light, grain, sometimes a thing in front.
 */
export function picture(pen: Pen, background: string, subject: string): string {
  const blur = pen.chance(0.25) ? pen.between(0.6, 1.6) : 0;
  const grain = pen.between(0.03, 0.1);
  const [light, dark] = pen.chance(0.5) ? ['#fff', '#000'] : ['#000', '#fff'];
  const filters =
    `<filter id="b"><feGaussianBlur stdDeviation="${n(blur)}"/></filter>` +
    `<filter id="g"><feTurbulence type="fractalNoise" baseFrequency="${n(pen.between(0.5, 1))}" numOctaves="1" seed="${pen.whole(1, 9999)}"/>` +
    '<feColorMatrix type="saturate" values="0.4"/><feComponentTransfer><feFuncA type="linear" slope="0" intercept="1"/></feComponentTransfer></filter>' +
    `<linearGradient id="l" gradientTransform="rotate(${pen.whole(0, 90)})"><stop offset="0" stop-color="${light}" stop-opacity="${opacity(pen.between(0, 0.2))}"/>` +
    `<stop offset="1" stop-color="${dark}" stop-opacity="${opacity(pen.between(0, 0.2))}"/></linearGradient>`;
  const whole = `width="${SIDE}" height="${SIDE}"`;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" ${whole} viewBox="0 0 ${SIDE} ${SIDE}"><defs>${filters}</defs>` +
    `<g${blur > 0 ? ' filter="url(#b)"' : ''}>${background}${subject}</g>${inFront(pen)}` +
    `<rect ${whole} fill="url(#l)"/><rect ${whole} filter="url(#g)" opacity="${opacity(grain)}"/></svg>`
  );
}

/** One picture in ten has something in front of its subject. */
function inFront(pen: Pen): string {
  if (!pen.chance(0.1)) return '';
  const [width, height] = [pen.between(18, 45), pen.between(25, 70)];
  const place = `translate(${n(pen.between(10, 118))} ${n(pen.between(10, 118))}) rotate(${pen.whole(0, 180)})`;
  const fill = pen.colour(pen.between(0, 360), 25, pen.between(25, 80));
  return group(
    place,
    `<rect x="${n(-width / 2)}" y="${n(-height / 2)}" width="${n(width)}" height="${n(height)}" rx="6" fill="${fill}"/>`,
  );
}
