import { readFileSync } from 'node:fs';
import type { Experiment, Homework, Workspace } from '@teamnet/records';
import { readHomework } from '@teamnet/records';
import { appendInJson, replaceInJson } from './edit-json.js';
import { parseHomework } from './parse-homework.js';

/**
 * A team's homework.json while its experiments go from one member to another. All other experiments stay with whom
 * they were, also those that `ablate` and `sweep` give to the members in turn.
 */
export class HomeworkEdit {
  readonly #before: string;
  readonly homework: Homework;
  /** Who every experiment is to be by in the end. */
  readonly owners: Map<string, string>;
  /** Experiments that are new. */
  readonly added: Experiment[] = [];
  #text: string;

  /** @throws RecordMissingError, RecordInvalidError */
  constructor(workspace: Workspace, team: string) {
    const file = workspace.homeworkFile(team);
    this.homework = readHomework(file);
    this.#before = readFileSync(file, 'utf8');
    // readHomework accepts a byte order mark, jsonc-parser does not.
    this.#text = this.#before.replace(/^\uFEFF/, '');
    this.owners = new Map(this.homework.experiments.map(({ id, by }) => [id, by]));
  }

  /** Ids of a member's experiments as they are now. */
  of(member: string): string[] {
    return [...this.owners].filter(([, by]) => by === member).map(([id]) => id);
  }

  give(experiment: string, member: string): void {
    this.owners.set(experiment, member);
    const { experiments, ablate = [] } = JSON.parse(this.#text) as Homework;
    const place = experiments.findIndex(({ id }) => id === experiment);
    if (place >= 0) this.#text = replaceInJson(this.#text, ['experiments', place, 'by'], member);
    const word = ablate.findIndex((entry) => typeof entry === 'object' && `no-${entry.part}` === experiment);
    const entry = ablate[word];
    if (typeof entry === 'object' && entry.by !== undefined)
      this.#text = replaceInJson(this.#text, ['ablate', word, 'by'], member);
  }

  add(experiment: Experiment): void {
    this.added.push(experiment);
    this.#text = appendInJson(this.#text, ['experiments'], experiment);
    this.owners.set(experiment.id, experiment.by);
  }

  /**
   * The text in the end. An experiment that would fall to another member than it should, because the turns have
   * shifted, is written down under its id, which takes it out of the turns.
   * @throws RecordInvalidError
   */
  finish(): { text: string; changed: boolean; homework: Homework } {
    let homework = parseHomework(this.#text);
    for (const { derived: _, ...experiment } of homework.experiments) {
      const by = this.owners.get(experiment.id) ?? experiment.by;
      if (by === experiment.by) continue;
      this.add({ ...experiment, by });
    }
    homework = parseHomework(this.#text);
    return { text: this.#text, changed: this.#text !== this.#before.replace(/^\uFEFF/, ''), homework };
  }
}
