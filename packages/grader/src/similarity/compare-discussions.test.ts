import { expect, test } from 'vitest';
import { compareDiscussions, type Discussion } from './compare-discussions.js';
import { sentencesOf } from './sentences-of.js';

const discussion = (text: string, file = 'a.md'): Discussion => ({
  file,
  sentences: sentencesOf(text),
  quoted: [],
});
const compare = (own: string, ...others: string[]) =>
  compareDiscussions(
    discussion(own),
    others.map((text, place) => discussion(text, `other-${place}.md`)),
    () => false,
  );

const EN =
  'Our network overfits from the second epoch on, where the validation loss turns. The hands lie on a plain background, so their outline is all that counts. Roses and tulips are mixed up whenever the photo shows them from the side.';
const KO =
  '우리 신경망은 두 번째 에폭부터 과적합이 시작되었고 검증 손실이 다시 올라갔다. 가위바위보 데이터는 배경이 단순해서 손의 윤곽만 보면 충분했다. 장미와 튤립을 옆에서 찍은 사진이 가장 많이 틀렸다.';

test.each([
  ['the same text', EN, EN],
  [
    'other case, punctuation and white space',
    EN,
    EN.toUpperCase().replaceAll('. ', '!\n\n').replaceAll(',', ' ;'),
  ],
  [
    'the sentences in another order',
    EN,
    EN.split(/(?<=\.) /)
      .reverse()
      .join(' '),
  ],
  [
    'the words in another order',
    EN,
    'From the second epoch on our network overfits, where turns the validation loss. So their outline is all that counts: on a plain background lie the hands. Whenever the photo shows them from the side, roses and tulips are mixed up.',
  ],
  [
    'lines broken elsewhere, as a list',
    EN,
    `- ${EN.replaceAll('. ', '.\n- ').replaceAll(' the ', '\n  the ')}`,
  ],
  ['the same Korean text in another Unicode form', KO, KO.normalize('NFD')],
  [
    'Korean sentences in another order',
    KO,
    KO.split(/(?<=\.) /)
      .reverse()
      .join('\n'),
  ],
])('%s counts as copied word for word', (_, own, other) => {
  const { alike, copied, pairs, closest } = compare(own, other);
  expect([alike, copied]).toEqual([1, 1]);
  expect(pairs).toHaveLength(3);
  expect(closest).toBe('other-0.md');
});

test.each([
  [
    'a word exchanged in each sentence',
    EN,
    'Our network overfits from the third epoch on, where the validation loss turns. The hands lie on an even background, so their outline is all that counts. Roses and tulips are mixed up whenever the picture shows them from the side.',
  ],
  [
    'Korean sentences with other endings',
    KO,
    '우리의 신경망이 두 번째 에폭부터 과적합을 시작했고 검증 손실은 다시 올라갔습니다. 가위바위보 데이터가 배경이 단순하여 손의 윤곽만 보아도 충분하였습니다. 장미와 튤립을 옆에서 찍은 사진들을 가장 많이 틀렸습니다.',
  ],
  [
    'a sentence built into a longer one',
    'Roses and tulips are mixed up whenever the photo shows them from the side.',
    'As everybody saw, roses and tulips are mixed up whenever the photo shows them from the side, which I find rather natural.',
  ],
])('%s is alike', (_, own, other) => {
  expect(compare(own, other).alike).toBe(1);
});

test('other numbers in the same words are alike, and not copied', () => {
  const sentence = (epoch: number, loss: number) =>
    `The validation loss of our network is lowest in epoch ${epoch} with a value of ${loss} on the flowers.`;
  expect(compare(sentence(7, 0.512), sentence(9, 0.433))).toMatchObject({ alike: 1, copied: 0 });
  expect(compare(sentence(7, 0.512), sentence(7, 0.512))).toMatchObject({ alike: 1, copied: 1 });
});

test.each([
  [
    'English',
    EN,
    'I see overfitting in the validation loss, which rises after epoch two while training goes on. A gesture has one outline and a flower has many, which is why the flowers are the harder task for us. Next time we would like to try a learning rate that is ten times smaller.',
  ],
  [
    'Korean',
    KO,
    '나의 실험에서는 다섯 번째 에폭 이후에 검증 손실이 커져서 과적합이라고 판단했다. 꽃 데이터셋은 배경이 다양하고 색이 비슷해서 훨씬 어려웠다. 다음에는 학습률을 낮추어 같은 실험을 되풀이해 보고 싶다.',
  ],
])('two %s texts on one subject in their own words are not alike', (_, own, other) => {
  expect(compare(own, other)).toEqual({ alike: 0, copied: 0, pairs: [], closest: null });
});

test('pairs say where both sentences stand, and each is set beside the one most like it', () => {
  const file = `<!-- teamnet: discussion template -->\n# Discussion\n\n> Does it overfit?\n\n${EN.replace('. The', '.\nThe')}`;
  const { pairs } = compareDiscussions(
    discussion(file, 'apps/t/discussion/a.md'),
    [
      discussion('Something else entirely stands in this one, as one can see.', 'b.md'),
      discussion(`\n\n${EN}`, 'c.md'),
    ],
    () => false,
  );
  expect(pairs.map(({ place, otherPlace, similarity }) => [place, otherPlace, similarity])).toEqual([
    ['apps/t/discussion/a.md:6', 'c.md:3', 1],
    ['apps/t/discussion/a.md:7', 'c.md:3', 1],
    ['apps/t/discussion/a.md:7', 'c.md:3', 1],
  ]);
  expect(pairs[1]!.sentence).toMatch(/^The hands lie on a plain background/);
});

test('what is anybody’s does not count, and a text of short sentences says nothing', () => {
  expect(compareDiscussions(discussion(EN), [discussion(EN, 'b.md')], () => true).alike).toBe(0);
  expect(compare('I agree. So do we. It works!', 'I agree. So do we. It works!')).toMatchObject({ alike: 0 });
});
