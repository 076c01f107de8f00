import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  canonicalJson,
  type Rubric,
  type RubricManualItem,
  type RubricTitle,
  readRubric,
  type Workspace,
} from '@teamnet/records';
import type { Check } from '../check.js';
import { CHECKS } from '../checks/all-checks.js';
import { RubricUnknownItemError } from '../errors.js';
import { checkOptions } from './check-options.js';

/** An item of a rubric with the check that judges it. */
export interface AskedItem {
  check: Check;
  points: number;
  title: RubricTitle;
  options: Readonly<Record<string, number>>;
}

/** A rubric ready to grade by. */
export interface OpenRubric {
  /** Absolute. */
  file: string;
  /** Of what it says, white space aside. */
  sha256: string;
  items: readonly AskedItem[];
  manual: readonly RubricManualItem[];
}

const DEFAULT_FILE = fileURLToPath(new URL('../../rubric.json', import.meta.url));

/**
 * The rubric that a class is graded by: the file given, else `rubric.json` at the checkout's root, else the grader's
 * own, which gives every item one point.
 * @throws RecordMissingError, RecordInvalidError, RubricUnknownItemError, RubricOptionError
 */
export function openRubric(workspace: Workspace, given?: string | undefined): OpenRubric {
  const file = given ?? (existsSync(workspace.rubricFile) ? workspace.rubricFile : DEFAULT_FILE);
  const rubric = readRubric(file);
  const defaults = file === DEFAULT_FILE ? rubric : readRubric(DEFAULT_FILE);
  const items = rubric.items.map((item): AskedItem => {
    const check = CHECKS.find(({ id }) => id === item.id);
    const title = item.title ?? defaults.items.find(({ id }) => id === item.id)?.title;
    if (!check || !title)
      throw new RubricUnknownItemError(
        file,
        item.id,
        CHECKS.map(({ id }) => id),
      );
    return { check, points: item.points, title, options: checkOptions(check, item.options ?? {}, file) };
  });
  return { file, sha256: hash(rubric), items, manual: rubric.manual ?? [] };
}

function hash({ items, manual = [] }: Rubric): string {
  return createHash('sha256').update(canonicalJson({ items, manual })).digest('hex');
}
