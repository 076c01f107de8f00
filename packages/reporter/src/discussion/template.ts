import { type Language, TEMPLATE_MARKER } from '@teamnet/records';

const en = `# Discussion

<!-- Write your answers in your own words below the questions, at least 50 words in all. Delete questions you do not
need, add headings of your own. This file is yours: no command ever writes to it again. -->

## My experiment

> What did you expect before the training, and why?

> Why did it come out like this? Which numbers of your report speak for your explanation, and which against it?

> Does your network overfit? From which epoch do you see it in the validation loss?

## Mistakes

> Look at the misclassified photos: what do they have in common?

## The two data sets

> The network is the same: why is one data set harder than the other?

## My team and I

> Which experiment of a team-mate surprised you, and what would you try next?
`;

const ko = `# 토의

<!-- 질문 아래에 자신의 말로 답을 쓰세요. 모두 합해 50단어(어절) 이상이어야 합니다. 필요 없는 질문은 지우고 제목을
더해도 됩니다. 이 파일은 여러분의 것이며 어떤 명령도 다시 덮어쓰지 않습니다. -->

## 나의 실험

> 학습하기 전에 어떤 결과를 예상했나요? 왜 그렇게 예상했나요?

> 왜 이런 결과가 나왔을까요? 보고서의 어떤 숫자가 그 설명을 뒷받침하고, 어떤 숫자가 맞지 않나요?

> 신경망이 과적합되었나요? 검증 손실의 몇 번째 에폭부터 보이나요?

## 실수

> 잘못 분류된 사진들을 보세요. 어떤 공통점이 있나요?

## 두 데이터셋

> 신경망은 같은데 왜 한 데이터셋이 더 어려울까요?

## 팀과 나

> 팀원의 실험 중 무엇이 놀라웠나요? 다음에는 무엇을 해 보고 싶나요?
`;

const TEMPLATES: Record<Language, string> = { en, ko };

/** A fresh discussion file: guiding questions, with room for the student's answers. */
export function discussionTemplate(language: Language): string {
  return `${TEMPLATE_MARKER}\n${TEMPLATES[language]}`;
}
