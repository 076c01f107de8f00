import { expect, test } from 'vitest';
import { skipReason } from './skip-reason.js';

test('a reason is in the language of the report, of an image and of a record; what is not known stays', () => {
  const reasons = [
    ['it is damaged (Bogus Huffman table)', '손상됨 (Bogus Huffman table)'],
    [
      'the record at byte 5350487 is damaged: wrong checksum',
      '5350487번째 바이트의 레코드가 손상됨: 체크섬이 맞지 않음',
    ],
    [
      'cut off: the record at byte 12 needs 345 bytes more',
      '중간에서 잘림: 12번째 바이트의 레코드에 345바이트가 모자람',
    ],
    [
      'it lies behind the broken record at byte 12, whose end is not known',
      '끝을 알 수 없는 손상된 레코드(12번째 바이트) 뒤에 있음',
    ],
    ['something else', 'something else'],
  ] as const;
  for (const [reason, korean] of reasons) {
    expect(skipReason(reason, 'en')).toBe(reason);
    expect(skipReason(reason, 'ko')).toBe(korean);
  }
});
