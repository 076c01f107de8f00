import type { Language } from '@teamnet/records';

const KOREAN: Record<string, string> = {
  'the file is empty': '파일이 비어 있음',
  'it is empty': '비어 있음',
  'the file cannot be read': '파일을 읽을 수 없음',
  'it is no file': '파일이 아님',
  'it is no JPEG, PNG, GIF or WebP': 'JPEG, PNG, GIF, WebP가 아님',
  // In runs of before.
  'it is no JPEG, PNG or other image': 'JPEG나 PNG 등 이미지가 아님',
  'it has more than 67 million pixels': '6,700만 픽셀이 넘음',
  'it is cut off': '중간에서 잘림',
  'it is damaged': '손상됨',
};

/** Of prepared data sets: what is broken is a record. */
const OF_RECORDS: [RegExp, (...numbers: string[]) => string][] = [
  [
    /^the record at byte (\d+) is damaged: wrong checksum$/,
    (at) => `${at}번째 바이트의 레코드가 손상됨: 체크섬이 맞지 않음`,
  ],
  [
    /^cut off: the record at byte (\d+) needs (\d+) bytes more$/,
    (at, bytes) => `중간에서 잘림: ${at}번째 바이트의 레코드에 ${bytes}바이트가 모자람`,
  ],
  [
    /^it lies behind the broken record at byte (\d+), whose end is not known$/,
    (at) => `끝을 알 수 없는 손상된 레코드(${at}번째 바이트) 뒤에 있음`,
  ],
];

/** Why an image was left out, in the report's language; what a decoder says itself stays as it is. */
export function skipReason(reason: string, language: Language): string {
  if (language === 'en') return reason;
  for (const [pattern, translate] of OF_RECORDS) {
    const found = pattern.exec(reason);
    if (found) return translate(...found.slice(1));
  }
  const [, said, details = ''] = /^(.*?)( \(.*\))?$/.exec(reason)!;
  return KOREAN[said!] === undefined ? reason : `${KOREAN[said!]}${details}`;
}
