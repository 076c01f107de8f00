import { percent, percentRange, points } from '../page/numbers.js';
import { describeSample } from '../statistics/mean-interval.js';
import { studentQuantile } from '../statistics/student-t.js';
import type { Judge } from './verdict.js';

const en = {
  unlucky: 'Its seed may be an unlucky one.',
  lucky: 'Its seed may be a lucky one.',
  usual: 'Its seed is neither lucky nor unlucky.',
  unknown: 'How much of it is the seed’s luck?',
  list: (n: number, list: string, own: string) =>
    `With ${n} seeds the test accuracy is ${list}; this run's is ${own}.`,
  others: (range: string, outside: boolean) =>
    ` From the other seeds one would expect ${range} (95 % prediction interval), and it lies ${outside ? 'outside' : 'inside'}.`,
  few: (apart: string) =>
    ` The seed alone moves it by ${apart}; too few seeds to say which of them is unusual.`,
  same: ' They do not differ.',
  advice: (mean: string, spread: string) =>
    `Say the mean with its spread, ${mean} ± ${spread}, rather than one run, and never the best of several.`,
};
const ko: typeof en = {
  unlucky: '운이 나쁜 시드일 수 있다.',
  lucky: '운이 좋은 시드일 수 있다.',
  usual: '특별히 운이 좋지도 나쁘지도 않은 시드이다.',
  unknown: '이 가운데 얼마가 시드의 운일까?',
  list: (n, list, own) => `시드 ${n}개의 테스트 정확도는 ${list}이고, 이 실행은 ${own}이다.`,
  others: (range, outside) =>
    ` 다른 시드들로 보면 ${range}가 예상되며(95 % 예측 구간), 이 실행은 그 ${outside ? '밖' : '안'}에 있다.`,
  few: (apart) => ` 시드만으로 ${apart} 달라진다. 어느 것이 별난지 말하기에는 시드가 너무 적다.`,
  same: ' 서로 다르지 않다.',
  advice: (mean, spread) =>
    `한 번의 결과나 가장 좋은 결과가 아니라 평균과 퍼짐(${mean} ± ${spread})을 말하자.`,
};
const WORDS = { en, ko };
/** Of the other seeds, so that their scatter can be known at all. */
const ENOUGH = 3;

/** Where a run lies among its repeats with other seeds; says nothing without them. */
export const seedLuck: Judge = ({ run, seeds }, language) => {
  const { n, mean, deviation } = seeds.sample;
  if (deviation === null) return null;
  const words = WORDS[language];
  const accuracies = seeds.runs.map((one) => one.run.test.accuracy);
  const own = run.test.accuracy;
  const others = describeSample(accuracies.slice(1));
  const list = words.list(n, accuracies.map(percent).join(', '), percent(own));
  const apart = points(Math.max(...accuracies) - Math.min(...accuracies), language).replace(/^[+±]/, '');
  const verdict = (title: string, more: string) => ({
    id: 'seed-luck',
    title,
    evidence: list + more,
    advice: words.advice(percent(mean), points(deviation, language).replace(/^[+±]/, '')),
  });
  if (deviation === 0) return verdict(words.unknown, words.same);
  if (others.n < ENOUGH || !others.deviation) return verdict(words.unknown, words.few(apart));
  const half = studentQuantile(0.975, others.n - 1) * others.deviation * Math.sqrt(1 + 1 / others.n);
  const range: [number, number] = [Math.max(0, others.mean - half), Math.min(1, others.mean + half)];
  const outside = own < range[0] || own > range[1];
  const title = outside ? (own < range[0] ? words.unlucky : words.lucky) : words.usual;
  return verdict(title, words.others(percentRange(range), outside));
};
