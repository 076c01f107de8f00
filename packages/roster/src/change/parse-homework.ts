import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Homework, readHomework } from '@teamnet/records';

/** A homework.json that is not in its place yet, read as readHomework reads it. @throws RecordInvalidError */
export function parseHomework(text: string): Homework {
  const folder = mkdtempSync(join(tmpdir(), 'teamnet-homework-'));
  try {
    const file = join(folder, 'homework.json');
    writeFileSync(file, text);
    return readHomework(file);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
