import { existsSync, readFileSync } from 'node:fs';
import { relative, sep } from 'node:path';
import { type Language, studentText, type Workspace, writeWhole } from '@teamnet/records';
import { DiscussionUnreadableError } from '../errors.js';
import type { Discussion } from '../report-context.js';
import { discussionTemplate } from './template.js';

/**
 * The student's discussion. Where there is no file yet, one is made from the template; a file that is there is only
 * ever read.
 * @throws DiscussionUnreadableError, RecordWriteError
 */
export function readDiscussion(
  workspace: Workspace,
  team: string,
  student: string,
  language: Language,
): Discussion {
  const path = workspace.discussionFile(team, student);
  if (!existsSync(path)) writeWhole(path, discussionTemplate(language));
  const file = relative(workspace.root, path).replaceAll(sep, '/');
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new DiscussionUnreadableError(file, error as NodeJS.ErrnoException);
  }
  return { file, text, written: studentText(text) !== '' };
}
