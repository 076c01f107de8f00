import { createHash } from 'node:crypto';
import { sfc32 } from '../decode/shuffled-indices.js';

/** A seeded hand: random choices and SVG shapes; the same seed draws the same picture on every machine. */
export class Pen {
  private readonly next: () => number;

  constructor(seed: string) {
    this.next = sfc32(createHash('sha256').update(seed).digest());
  }

  between(low: number, high: number): number {
    return low + (high - low) * this.next();
  }
  whole(low: number, high: number): number {
    return Math.floor(this.between(low, high + 1));
  }
  chance(probability: number): boolean {
    return this.next() < probability;
  }
  pick<T>(choices: readonly T[]): T {
    return choices[Math.floor(this.next() * choices.length)]!;
  }
  times(count: number, draw: (index: number) => string): string {
    return Array.from({ length: count }, (_, index) => draw(index)).join('');
  }

  /** CSS colour near hue (degrees), saturation and lightness (percent). */
  colour(hue: number, saturation: number, lightness: number, spread = 4): string {
    const near = (value: number) => Math.round(value + this.between(-spread, spread));
    const percent = (value: number) => Math.min(100, Math.max(0, near(value)));
    return `hsl(${(near(hue) + 360) % 360},${percent(saturation)}%,${percent(lightness)}%)`;
  }
}

/** A number as SVG needs it: one decimal. */
export function n(value: number): string {
  return String(Math.round(value * 10) / 10);
}

/** A share of 1: two decimals. */
export function opacity(value: number): string {
  return String(Math.round(value * 100) / 100);
}

export function ellipse(cx: number, cy: number, rx: number, ry: number, style: string): string {
  return `<ellipse cx="${n(cx)}" cy="${n(cy)}" rx="${n(rx)}" ry="${n(ry)}" ${style}/>`;
}

export function line(x1: number, y1: number, x2: number, y2: number, colour: string, width: number): string {
  return `<path d="M${n(x1)} ${n(y1)}L${n(x2)} ${n(y2)}" stroke="${colour}" stroke-width="${n(width)}" stroke-linecap="round" fill="none"/>`;
}

export function path(d: string, style: string): string {
  return `<path d="${d}" ${style}/>`;
}

export function group(transform: string, content: string): string {
  return `<g transform="${transform}">${content}</g>`;
}
