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

/** Why an image was left out, in the report's language; what a decoder says itself stays as it is. */
export function skipReason(reason: string, language: Language): string {
  if (language === 'en') return reason;
  const [, said, details = ''] = /^(.*?)( \(.*\))?$/.exec(reason)!;
  return KOREAN[said!] === undefined ? reason : `${KOREAN[said!]}${details}`;
}
