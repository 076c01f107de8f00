import type { Language } from '@teamnet/records';
import { accuracyScatter } from '../../figures/accuracy-scatter.js';
import type { Section } from '../../page/document.js';
import type { SharedRow } from '../comparison.js';

const en = {
  title: 'What accuracy costs',
  caption:
    'A point a run: the higher, the more test images are right; the further left, the smaller the network and the shorter its training. Times are those of the machine that each run was trained on, so compare them within a team only.',
};
const ko: typeof en = {
  title: '정확도의 비용',
  caption:
    '점 하나가 실행 하나이다. 위로 갈수록 테스트 이미지를 많이 맞히고, 왼쪽으로 갈수록 신경망이 작고 학습이 짧다. 시간은 각자 학습한 컴퓨터의 것이므로 같은 팀 안에서만 비교한다.',
};
const WORDS = { en, ko };

/** Accuracy against parameters and training time. */
export async function costSection(rows: readonly SharedRow[], language: Language): Promise<Section> {
  const words = WORDS[language];
  const pictures = [
    await accuracyScatter('parameters', rows, language),
    await accuracyScatter('time', rows, language),
  ];
  return { id: 'cost', title: words.title, blocks: [{ kind: 'figure', pictures, caption: words.caption }] };
}
