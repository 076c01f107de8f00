import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { asWritten, type Homework, toJson, Workspace } from '@teamnet/records';
import type { TrainEvent } from '../train-event.js';
import { type TrainedRun, type TrainOptions, trainTeam } from '../train-team.js';

const TEAM = 'team-1';

/** A checkout in a temporary folder whose one team trains a very small network on a few stand-in images. */
export class FixtureWorkspace {
  readonly workspace: Workspace;
  readonly team = TEAM;
  homework: Homework = {
    team: TEAM,
    datasets: ['rock_paper_scissors'],
    model: { name: 'mini-xception', options: { sizes: [4, 8] } },
    training: {
      imageSize: 32,
      batchSize: 16,
      epochs: 3,
      optimizer: { name: 'adam', learningRate: 0.01 },
      augment: ['flip', 'rotate', 'zoom'],
      earlyStopping: { patience: 3 },
      seed: 1,
    },
    experiments: [{ id: 'baseline', by: 's1-1', question: 'How far does it get?' }],
    // 40 images: the last batch of 8 is another trace than the full ones.
    splits: {
      rock_paper_scissors: { train: 'train[:40]', validation: 'train[40:56]', test: 'train[56:80]' },
      tf_flowers: { train: 'train[:40]', validation: 'train[40:56]', test: 'train[56:80]' },
    },
    profiles: { short: { training: { epochs: 1 } }, three: { training: { epochs: 3 } } },
  };
  readonly events: TrainEvent[] = [];

  /** @param root an empty folder; a new temporary one when left out */
  constructor(root = mkdtempSync(join(tmpdir(), 'teamnet-trainer-'))) {
    this.workspace = new Workspace(root);
    const members = ['s1-1', 's1-2', 's1-3'].map((id) => ({ id, name: `Student ${id}` }));
    this.write(this.workspace.teamFile(TEAM), toJson({ team: TEAM, members }));
    this.write(join(this.workspace.root, 'package.json'), toJson({ name: 'teamnet' }));
  }

  runFolder(experiment = 'baseline'): string {
    return this.workspace.runFolder(TEAM, experiment, 'rock_paper_scissors');
  }

  /** Writes the homework as it stands and trains it; the events since the last call are kept. */
  train(options: Partial<TrainOptions> = {}): Promise<TrainedRun[]> {
    this.write(this.workspace.homeworkFile(TEAM), toJson(asWritten(this.homework)));
    this.events.length = 0;
    return trainTeam(this.workspace, TEAM, {
      profile: 'full',
      data: this.data,
      onEvent: (event) => this.events.push(event),
      ...options,
    });
  }

  /** The same for a homework of one run. */
  async trainOne(options: Partial<TrainOptions> = {}): Promise<TrainedRun> {
    const [only, ...others] = await this.train(options);
    if (!only || others.length > 0) throw new Error('The homework does not have exactly one run.');
    return only;
  }

  /** Nothing of the machine's own data or cache is used. */
  get data() {
    const folder = (name: string) => join(this.workspace.root, name);
    return { source: 'stand-in', dataDir: folder('data'), cacheDir: folder('cache') } as const;
  }

  write(file: string, content: string): void {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }

  remove(): void {
    rmSync(this.workspace.root, { recursive: true, force: true });
  }
}
