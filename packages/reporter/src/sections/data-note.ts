import type { Language } from '@teamnet/records';

/** What packages/datasets notes about where images come from. */
const KOREAN: [RegExp, (...parts: string[]) => string][] = [
  [/^Images read from the folder (.+)\.$/, (folder) => `이미지는 폴더 ${folder}에서 읽었다.`],
  [/^Images read from the archive (.+)\.$/, (archive) => `이미지는 압축 파일 ${archive}에서 읽었다.`],
  [
    /^The names in it do not say their encoding: read as (.+), as .+ systems write them\.$/,
    (encoding) => `압축 파일 안의 이름에 인코딩이 적혀 있지 않아 ${encoding} 인코딩으로 읽었다.`,
  ],
  [/^Stand-in: the images were drawn/, () => '대체 이미지: Teamnet이 직접 그린 그림이며 사진이 아니다.'],
  [
    /^Not downloaded: (\S+) cannot be reached: (.+)\.$/,
    (address, reason) => `내려받지 못함: ${address}에 연결할 수 없음 (${reason}).`,
  ],
];

/** A note of a run about its images, in the report's language and without the folders of the machine it comes from. */
export function dataNote(note: string, language: Language): string {
  const shown = withoutFolders(note);
  if (language === 'en') return shown;
  for (const [pattern, translate] of KOREAN) {
    const found = pattern.exec(shown);
    if (found) return translate(...found.slice(1));
  }
  return shown;
}

/** `/home/me/data/photos` → `…/photos`: where something lay on one machine is nothing for a report. */
function withoutFolders(note: string): string {
  return note.replace(/(?<![\w:/\\.])(?:[A-Za-z]:)?[\\/](?:[^\s\\/]+[\\/])+(?=[^\s\\/])/g, '…/');
}
