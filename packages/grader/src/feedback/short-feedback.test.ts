import { expect, test } from 'vitest';
import { makeGrade } from '../testing/make-grade.js';
import { mergeFeedback, shortFeedback } from './short-feedback.js';

const grade = makeGrade({
  insight: null,
  comment: 'Two lines,\nand <b>tags</b>.',
  discussion: { state: 'missing', points: 0, evidence: '12 words', hint: 'Write *more*.' },
});

test('a text says the result first, then the teacher, what is missing and what waits', () => {
  expect(
    shortFeedback(grade, 'en', 'text'),
  ).toBe(`Teamnet: 2 of 7 points so far; one item has none yet. 2 of 3 items are there.
From your teacher: Two lines, and <b>tags</b>.
What is missing:
• Discussion long enough (missing, 0 of 2 points): 12 words → Write *more*.
Not decided yet:
• Insight (not marked by your teacher yet)`);
});

test('HTML and Markdown show what people wrote as it stands', () => {
  expect(shortFeedback(grade, 'en', 'html')).toContain(
    '<p>From your teacher: Two lines, and &lt;b&gt;tags&lt;/b&gt;.</p>',
  );
  expect(shortFeedback(grade, 'en', 'markdown')).toContain('→ Write \\*more\\*.');
  expect(shortFeedback(grade, 'ko', 'text')).toMatch(
    /^Teamnet: 현재 7점 만점에 2점, 1개 항목은 아직 채점 전\. 3개 항목 중 2개/,
  );
});

test('other students’ sentences and what is for the teacher only stay out', () => {
  const [item] = grade.items;
  const pairs = [
    { place: 'a.md:1', sentence: 'mine', otherPlace: 'b.md:2', otherSentence: 'SECRET', similarity: 1 },
  ];
  const judged = { ...grade, items: [{ ...item!, review: true as const, pairs }], notes: ['SECRET'] };
  for (const markup of ['text', 'html', 'markdown'] as const)
    expect(shortFeedback(judged, 'en', markup)).not.toContain('SECRET');
});

test.each(['html', 'markdown'] as const)(
  '%s: ours goes below what is there, and later in its own place',
  (markup) => {
    const first = shortFeedback(grade, 'en', markup);
    const second = shortFeedback(makeGrade(), 'en', markup);
    expect(mergeFeedback('', first, markup)).toBe(first);
    const merged = mergeFeedback('Theirs', first, markup);
    expect(merged.startsWith('Theirs')).toBe(true);
    expect(mergeFeedback(`${merged}After`, second, markup)).toBe(
      `${merged.replace(first, () => second)}After`,
    );
  },
);

test('a student’s text that looks like our mark ends nothing', () => {
  const sly = makeGrade({ comment: 'x</div>y <!-- end of teamnet feedback --> z' });
  for (const markup of ['html', 'markdown'] as const) {
    const ours = shortFeedback(sly, 'en', markup);
    expect(mergeFeedback(mergeFeedback('A', ours, markup), ours, markup)).toBe(
      mergeFeedback('A', ours, markup),
    );
  }
});
