import { expect, test } from 'vitest';
import { dataNote } from './data-note.js';

test('a note about images is in the language of the report; one that is not known stays as it is', () => {
  const notes = [
    ['Images read from the folder team-3/leaves.', '이미지는 폴더 team-3/leaves에서 읽었다.'],
    ['Images read from the archive team-3/leaves.zip.', '이미지는 압축 파일 team-3/leaves.zip에서 읽었다.'],
    [
      'The names in it do not say their encoding: read as cp949, as Korean systems write them.',
      '압축 파일 안의 이름에 인코딩이 적혀 있지 않아 cp949 인코딩으로 읽었다.',
    ],
    [
      'Stand-in: the images were drawn by Teamnet itself; they are no photos.',
      '대체 이미지: Teamnet이 직접 그린 그림이며 사진이 아니다.',
    ],
    [
      'Not downloaded: http://example.org/a/b.tgz cannot be reached: getaddrinfo ENOTFOUND example.org.',
      '내려받지 못함: http://example.org/a/b.tgz에 연결할 수 없음 (getaddrinfo ENOTFOUND example.org).',
    ],
    ['Something else.', 'Something else.'],
  ] as const;
  for (const [note, korean] of notes) {
    expect(dataNote(note, 'en')).toBe(note);
    expect(dataNote(note, 'ko')).toBe(korean);
  }
});

test('a note says no folder of the machine that trained', () => {
  expect(dataNote('Images read from /home/minji/data/photos.', 'en')).toBe('Images read from …/photos.');
  expect(
    dataNote('Read from C:\\Users\\Minji\\data\\photos; see https://example.org/a/b and/or ask.', 'en'),
  ).toBe('Read from …/photos; see https://example.org/a/b and/or ask.');
});
