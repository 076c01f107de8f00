import { isUtf8 } from 'node:buffer';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, relative, sep } from 'node:path';
import { type Language, RecordWriteError, studentText, type Workspace } from '@teamnet/records';
import type { Discussion } from '../report-context.js';
import { discussionTemplate } from './template.js';

/**
 * The student's discussion. Where there is no file yet, one is made from the template; a file that is there is only
 * ever read. One that cannot be read costs nobody else their report: `problem` says why.
 * @throws RecordWriteError where none can be made
 */
export function readDiscussion(
  workspace: Workspace,
  team: string,
  student: string,
  language: Language,
): Discussion {
  const path = workspace.discussionFile(team, student);
  if (!existsSync(path)) makeOnce(path, discussionTemplate(language));
  const file = relative(workspace.root, path).replaceAll(sep, '/');
  let content: Buffer;
  try {
    content = readFileSync(path);
  } catch (error) {
    const cause = (error as NodeJS.ErrnoException).code ?? String(error);
    return { file, text: '', written: false, problem: { kind: 'unreadable', cause } };
  }
  if (!isUtf8(content)) return { file, text: '', written: false, problem: { kind: 'encoding' } };
  const text = content.toString('utf8');
  return { file, text, written: studentText(text) !== '', problem: null };
}

/** Never in the place of a file that an editor saves at this very moment. */
function makeOnce(path: string, content: string): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content, { flag: 'wx' });
  } catch (error) {
    const cause = error as NodeJS.ErrnoException;
    if (cause.code !== 'EEXIST') throw new RecordWriteError(path, cause);
  }
}
