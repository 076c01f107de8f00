import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import {
  COURSE_DATASETS,
  type CourseDataset,
  type Experiment,
  findProblem,
  type Homework,
  type Run,
  toJson,
  type Workspace,
} from '@teamnet/records';
import type { ClassData } from './class-data.js';
import { classHomework, type WeightSize } from './class-homework.js';
import { drawPhoto } from './draw-photo.js';
import { Random } from './random.js';
import { SavedNetworks } from './saved-networks.js';
import { simulateRun } from './simulate-run.js';
import { writeDiscussion } from './write-discussion.js';

/** Members of each team. */
export const TEAM_SIZE = 4;

export interface ClassOptions {
  data: ClassData;
  /** Of the machine that trained. */
  engine: Run['engine'];
  weights: WeightSize;
  seed: number;
}

/**
 * Makes honest hand-ins, but for the reports, which the reporter writes: teams of four with homework.json, ten runs a
 * team with all their files, and a discussion a student. The same options give the same bytes, and each team is the
 * same whatever others there are.
 */
export class ClassMaker {
  readonly #networks = new SavedNetworks();
  readonly #photos: Buffer[];

  constructor(
    readonly workspace: Workspace,
    readonly options: ClassOptions,
  ) {
    const random = new Random(options.seed);
    this.#photos = Array.from({ length: 64 }, () => drawPhoto(random));
    this.#write(join(workspace.root, 'package.json'), toJson({ name: 'teamnet', private: true }));
  }

  /** Writes `team-<number>` whole. @returns its name */
  async addTeam(number: number): Promise<string> {
    const { workspace, options } = this;
    const team = `team-${number}`;
    const random = new Random(options.seed * 100_003 + number);
    const members = Array.from({ length: TEAM_SIZE }, (_, index) => ({
      id: `s${number}-${index + 1}`,
      name: `${random.pick(GIVEN)} ${random.pick(FAMILY)}`,
    }));
    const homework = classHomework(team, members, number, options.weights);
    this.#write(workspace.teamFile(team), toJson({ team, members }));
    this.#write(workspace.homeworkFile(team), toJson(homework));
    const runs: Run[] = [];
    for (const experiment of homework.experiments)
      for (const [index, dataset] of COURSE_DATASETS.entries()) {
        const place = homework.experiments.indexOf(experiment) * 2 + index;
        runs.push(await this.#addRun(random, homework, experiment, dataset, number * 10 + place));
      }
    for (const { id } of members) {
      const own = runs.filter(({ student }) => student === id);
      this.#write(workspace.discussionFile(team, id), writeDiscussion(random, own));
    }
    return team;
  }

  async #addRun(
    random: Random,
    homework: Homework,
    experiment: Experiment,
    dataset: CourseDataset,
    number: number,
  ): Promise<Run> {
    const { workspace, options } = this;
    const data = options.data[dataset];
    const model = {
      ...homework.model,
      options: { ...homework.model.options, ...experiment.change?.model?.options },
    };
    const network = await this.#networks.of(model, homework.training.imageSize, data.labels.length);
    const source = { dataset: data, engine: options.engine, network, photos: this.#photos, number };
    const { run, files } = simulateRun(random, homework, experiment, source);
    const folder = workspace.runFolder(homework.team, experiment.id, dataset);
    run.files = Object.entries(files)
      .map(([path, content]) => ({
        path,
        bytes: Buffer.byteLength(content),
        sha256: createHash('sha256').update(content).digest('hex'),
      }))
      .sort((a, b) => (a.path < b.path ? -1 : 1));
    const problem = findProblem('run', run);
    if (problem) throw new Error(`A simulated run is not a run: ${problem}`);
    for (const [path, content] of Object.entries(files)) this.#write(join(folder, path), content);
    this.#write(join(folder, 'run.json'), toJson(run));
    return run;
  }

  /** Plainly: nobody else is there, and writing whole would double the time. */
  #write(file: string, content: string | Buffer): void {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
}

const GIVEN = [
  'Minji',
  'Jonas',
  'Aisha',
  '서준',
  'Lucía',
  'Tariq',
  'Noor',
  '하은',
  'Piotr',
  'Chloé',
  'Ravi',
  'Yuki',
];
const FAMILY = [
  'Kim',
  'Weber',
  'Rahman',
  '박',
  'García',
  'Hussain',
  'de Vries',
  '이',
  'Nowak',
  'Martin',
  'Patel',
  'Sato',
];
