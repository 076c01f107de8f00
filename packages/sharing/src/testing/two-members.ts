import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { type Homework, readHomework, readTeamRuns, type TeamRun, toJson, Workspace } from '@teamnet/records';
import { makeRun } from './make-run.js';

export const TEAM = 'team-1';
export const AUTHOR = 's1-1';
export const MATE = 's1-2';

const HOMEWORK: Homework = {
  team: TEAM,
  datasets: ['rock_paper_scissors', 'tf_flowers'],
  model: { name: 'simple-cnn', options: { sizes: [8] } },
  training: {
    imageSize: 32,
    batchSize: 64,
    epochs: 1,
    optimizer: { name: 'adam', learningRate: 0.001 },
    augment: ['flip'],
    earlyStopping: null,
    seed: 1,
  },
  experiments: [
    { id: 'baseline', by: AUTHOR, question: 'How far does it get?' },
    {
      id: 'no-augment',
      by: AUTHOR,
      question: 'What does flipping buy?',
      change: { training: { augment: [] } },
    },
    { id: 'longer', by: MATE, question: 'What do more epochs buy?', change: { training: { epochs: 2 } } },
  ],
  profiles: { quick: { training: { epochs: 1 } } },
};

/** The checkouts of two members of a team in a temporary folder; the author has trained their runs, the mate theirs. */
export class TwoMembers {
  readonly root: string;
  readonly author: Workspace;
  readonly mate: Workspace;
  readonly homework: Homework;
  /** Where the author's file lies; nothing does yet. */
  readonly zip: string;

  constructor(root = mkdtempSync(join(tmpdir(), 'teamnet-sharing-'))) {
    this.root = root;
    this.author = this.#checkout('author');
    this.mate = this.#checkout('mate');
    this.homework = readHomework(this.author.homeworkFile(TEAM));
    this.zip = join(root, 'shared.zip');
    for (const experiment of this.homework.experiments)
      for (const dataset of this.homework.datasets)
        makeRun(experiment.by === AUTHOR ? this.author : this.mate, this.homework, experiment, dataset);
  }

  #checkout(name: string): Workspace {
    const workspace = new Workspace(join(this.root, name));
    const write = (file: string, value: unknown) => {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, toJson(value));
    };
    write(join(workspace.root, 'package.json'), { name: 'teamnet' });
    const members = [AUTHOR, MATE, 's1-3'].map((id) => ({ id, name: `Student ${id}` }));
    write(workspace.teamFile(TEAM), { team: TEAM, members });
    write(workspace.homeworkFile(TEAM), HOMEWORK);
    return workspace;
  }

  /** The author's places at the mate's, or those of anybody. */
  places(by = AUTHOR): TeamRun[] {
    return readTeamRuns(this.mate, this.homework).filter(({ experiment }) => experiment.by === by);
  }

  /** All files under the mate's app, with their content, so that two states can be compared. */
  filesOfMate(under = 'runs'): Record<string, string> {
    const folder = join(this.mate.appFolder(TEAM), under);
    if (!existsSync(folder)) return {};
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isFile(),
    );
    return Object.fromEntries(
      files
        .map(({ parentPath, name }) => join(parentPath, name))
        .sort()
        .map((file) => [relative(folder, file), readFileSync(file, 'latin1')]),
    );
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}
