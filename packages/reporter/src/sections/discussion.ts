import type { Section } from '../page/document.js';
import type { ReportContext } from '../report-context.js';

const en = {
  title: 'Discussion',
  template: (file: string) =>
    `Not written yet: ${file} is still the untouched template. Answer its questions in your own words; "npx teamnet report --watch" makes the report again each time you save.`,
  unreadable: (file: string, cause: string) =>
    `It cannot be shown: ${file} cannot be read (${cause}). Check that it is a text file that you may read, then make the report again.`,
  encoding: (file: string) =>
    `It cannot be shown: ${file} is not saved as UTF-8. Open it in an editor, save it with the encoding UTF-8, then make the report again.`,
  words: (name: string) => `In the words of ${name}.`,
};
const ko: typeof en = {
  title: '토의',
  template: (file) =>
    `아직 쓰지 않았다: ${file}은(는) 처음 만들어진 그대로이다. 질문에 자신의 말로 답하자. "npx teamnet report --watch"는 저장할 때마다 보고서를 다시 만든다.`,
  unreadable: (file, cause) =>
    `보여 줄 수 없다: ${file}을(를) 읽을 수 없다(${cause}). 읽을 수 있는 텍스트 파일인지 확인한 뒤 보고서를 다시 만들자.`,
  encoding: (file) =>
    `보여 줄 수 없다: ${file}이(가) UTF-8로 저장되지 않았다. 편집기에서 열어 UTF-8 인코딩으로 저장한 뒤 보고서를 다시 만들자.`,
  words: (name) => `${name}이(가) 쓴 글.`,
};
const WORDS = { en, ko };

/** What the student wrote in their discussion file. */
export function discussion({
  discussion: { file, text, written, problem },
  student,
  language,
}: ReportContext): Section {
  const words = WORDS[language];
  const section = { id: 'discussion', title: words.title };
  if (problem) {
    const why = problem.kind === 'encoding' ? words.encoding(file) : words.unreadable(file, problem.cause);
    return { ...section, blocks: [{ kind: 'callout', tone: 'warning', text: why }] };
  }
  return {
    ...section,
    blocks: written
      ? [
          { kind: 'paragraph', text: { quiet: words.words(student.name) } },
          { kind: 'quote', markdown: text },
        ]
      : [{ kind: 'callout', tone: 'warning', text: words.template(file) }],
  };
}
