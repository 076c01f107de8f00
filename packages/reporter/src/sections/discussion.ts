import type { Section } from '../page/document.js';
import type { ReportContext } from '../report-context.js';

const en = {
  title: 'Discussion',
  template: (file: string) =>
    `Not written yet: ${file} is still the untouched template. Answer its questions in your own words, then make the report again.`,
  words: (name: string) => `In the words of ${name}.`,
};
const ko: typeof en = {
  title: '토의',
  template: (file) =>
    `아직 쓰지 않았다: ${file}은(는) 처음 만들어진 그대로이다. 질문에 자신의 말로 답한 뒤 보고서를 다시 만들자.`,
  words: (name) => `${name}이(가) 쓴 글.`,
};
const WORDS = { en, ko };

/** What the student wrote in their discussion file. */
export function discussion({
  discussion: { file, text, written },
  student,
  language,
}: ReportContext): Section {
  const words = WORDS[language];
  return {
    id: 'discussion',
    title: words.title,
    blocks: written
      ? [
          { kind: 'paragraph', text: { quiet: words.words(student.name) } },
          { kind: 'quote', markdown: text },
        ]
      : [{ kind: 'callout', tone: 'warning', text: words.template(file) }],
  };
}
