import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { Grade, Workspace } from '@teamnet/records';
import type { HandIn } from '../hand-in.js';
import { FileHashes, type HashedFile } from './file-hashes.js';
import { FilesAsked } from './files-asked.js';
import { hashAsked, hashInputs } from './hash-inputs.js';
import { readMemory, writeMemory } from './memory-file.js';

/** What is known of a student's grade since it was written. */
interface RememberedGrade {
  /** Of the grade. */
  inputs: string;
  /** Files that were asked for, for this student alone. */
  own: string[];
  /** Discussions of other teams that this one was compared with. */
  rivals: string[];
  /** sha256 of grade.json. */
  grade: string;
}

/** Paths are relative to the checkout. */
interface Memory {
  files: Record<string, HashedFile>;
  /** Files that were asked for, for the whole team. */
  common: string[];
  /** By their ids. */
  students: Record<string, RememberedGrade>;
}

const NOTHING: Memory = { files: {}, common: [], students: {} };

/** Knows which grades of a team rest on files that have not changed since. */
export class TeamMemory {
  /** Of the team's files; those of before are not read again. */
  readonly hashes: FileHashes;
  readonly #workspace: Workspace;
  readonly #team: string;
  readonly #before: Memory;
  readonly #commonBefore: string;
  readonly #rivals: ReadonlyMap<string, readonly string[]>;
  readonly #students: Record<string, RememberedGrade>;
  #common: string[];

  /** @param options.forget begin anew: nothing is taken for unchanged, and every file is read */
  constructor(workspace: Workspace, team: string, options: { forget: boolean }) {
    this.#workspace = workspace;
    this.#team = team;
    const found = readMemory<Memory>(workspace, team) ?? NOTHING;
    this.#rivals = new Map(Object.entries(found.students).map(([id, { rivals }]) => [id, rivals]));
    this.#before = options.forget ? NOTHING : found;
    const { files, common, students } = this.#before;
    this.hashes = new FileHashes(
      Object.entries(files).map(([path, file]) => [join(workspace.root, path), file]),
    );
    this.#common = common;
    this.#students = { ...students };
    this.#commonBefore = hashAsked(this.#askAgain(common));
  }

  /** Discussions of other teams that a student's was last compared with: when the class was last graded together. */
  rivalsOf(student: string): readonly string[] {
    return this.#rivals.get(student) ?? [];
  }

  /**
   * A student's grade as it lies on disk.
   * @param rubric its sha256
   * @param rivals discussions of other teams to compare with
   * @returns null where something that decides it has changed, or the file has
   */
  findUnchanged(student: string, rubric: string, rivals: readonly string[]): Grade | null {
    const known = this.#students[student];
    if (!known || known.rivals.join() !== rivals.join()) return null;
    const inputs = hashInputs(rubric, this.#commonBefore, this.#askAgain(known.own));
    const file = this.#workspace.gradeFile(this.#team, student);
    if (inputs !== known.inputs || this.hashes.of(file)?.sha256 !== known.grade) return null;
    return JSON.parse(readFileSync(file, 'utf8')) as Grade;
  }

  /** @param json what was written */
  keep(grade: Grade, json: string, { of, asked, rivals }: HandIn): void {
    this.#common = [...of.asked.all.keys()];
    this.#students[grade.student] = {
      inputs: grade.inputs,
      own: [...asked.all.keys()],
      rivals: [...rivals],
      grade: createHash('sha256').update(json).digest('hex'),
    };
  }

  forget(student: string): void {
    delete this.#students[student];
  }

  save(): void {
    const grades = Object.keys(this.#students).map((id) =>
      this.#nameOf(this.#workspace.gradeFile(this.#team, id)),
    );
    const own = Object.values(this.#students).flatMap((known) => known.own);
    const files: Record<string, HashedFile> = {};
    for (const path of new Set([...this.#common, ...own, ...grades])) {
      const file = this.hashes.kept.get(join(this.#workspace.root, path)) ?? this.#before.files[path];
      if (file) files[path] = file;
    }
    const now: Memory = { files, common: this.#common, students: this.#students };
    if (JSON.stringify(now) !== JSON.stringify(pick(this.#before)))
      writeMemory(this.#workspace, this.#team, now);
  }

  #askAgain(paths: readonly string[]): FilesAsked {
    const { root } = this.#workspace;
    const asked = new FilesAsked(root, this.hashes);
    for (const path of paths)
      try {
        asked.hash(join(root, path));
      } catch {
        // That it cannot be read is noted, too.
      }
    return asked;
  }

  #nameOf(file: string): string {
    return relative(this.#workspace.root, file).split(sep).join('/');
  }
}

/** In the order in which it is written, without the grader's fingerprint. */
function pick({ files, common, students }: Memory): Memory {
  return { files, common, students };
}
