import type { Language } from '@teamnet/records';

const NO_BREAK = '\u00a0';

/** A share of 0..1 as a percentage with one decimal: `81.2 %`. */
export function percent(share: number): string {
  return `${(share * 100).toFixed(1)}${NO_BREAK}%`;
}

/** A number with a fixed count of decimals. */
export function rounded(value: number, decimals: number): string {
  return value.toFixed(decimals);
}

/** A difference of two shares in percentage points, always with its sign: `+3.1 pp`, `−0.4 pp`. */
export function points(difference: number, language: Language): string {
  const text = Math.abs(difference * 100).toFixed(1);
  const sign = text === '0.0' ? '±' : difference < 0 ? '−' : '+';
  return `${sign}${text}${NO_BREAK}${language === 'ko' ? '%p' : 'pp'}`;
}

/** An interval of a difference of shares: `−8.0 to +1.8 pp`. */
export function pointsRange([low, high]: readonly [number, number], language: Language): string {
  const unit = language === 'ko' ? '%p' : 'pp';
  const ends = [low, high].map((end) => points(end, language).replace(`${NO_BREAK}${unit}`, ''));
  return `${ends.join(language === 'ko' ? ' ~ ' : ' to ')}${NO_BREAK}${unit}`;
}

/** A p value with its sign of equality: `= 0.034`, `< 0.001`. */
export function pValue(p: number): string {
  return p < 0.0005 ? '< 0.001' : `= ${p.toFixed(3)}`;
}

/** A count with thin groups: `723,909`. */
export function count(value: number): string {
  return value.toLocaleString('en-US');
}

/** Seconds as a reader says them: `42 s`, `5 min 10 s`, `1 h 02 min`. */
export function duration(seconds: number, language: Language): string {
  const [h, min, s] = language === 'ko' ? ['시간', '분', '초'] : [' h', ' min', ' s'];
  const whole = Math.round(seconds);
  const two = (value: number) => String(value).padStart(2, '0');
  if (whole < 60) return `${whole}${s}`;
  if (whole < 3600) return `${Math.floor(whole / 60)}${min} ${two(whole % 60)}${s}`;
  return `${Math.floor(whole / 3600)}${h} ${two(Math.floor((whole % 3600) / 60))}${min}`;
}

/** An interval of two shares: `77.0–84.9 %`. */
export function percentRange([low, high]: readonly [number, number]): string {
  return `${(low * 100).toFixed(1)}–${(high * 100).toFixed(1)}${NO_BREAK}%`;
}
