import { cpSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { refuse } from './options.js';

export const LABELS = ['daisy', 'dandelion', 'roses', 'sunflowers', 'tulips'];

/** Folders that both contenders of the epoch benchmark read; absolute. */
export interface EpochWorkspace {
  /** A checkout's `teams/` and `apps/` with one team and one experiment. */
  root: string;
  /** `tf_flowers/<label>/*.jpg`. */
  manualDir: string;
  /** The same photos, what Keras is given. */
  photos: string;
}

/**
 * Makes a team's homework over a copy of some photos: the first of each label, as many of each.
 * @param folder empty
 * @param from folder of label folders
 * @param perLabel photos of each label
 * Ends the program with one clear error where a label has fewer photos.
 */
export function makeEpochWorkspace(
  folder: string,
  from: string,
  { perLabel, imageSize, epochs }: { perLabel: number; imageSize: number; epochs: number },
): EpochWorkspace {
  const root = join(folder, 'workspace');
  const manualDir = join(folder, 'photos');
  const photos = join(manualDir, 'tf_flowers');
  for (const label of LABELS) {
    mkdirSync(join(photos, label), { recursive: true });
    const names = existsSync(join(from, label)) ? readdirSync(join(from, label)).sort() : [];
    if (names.length < perLabel)
      refuse(
        `${join(from, label)} has ${names.length} photos; --images asks for ${perLabel} a label.`,
        'Ask for fewer.',
      );
    for (const name of names.slice(0, perLabel)) cpSync(join(from, label, name), join(photos, label, name));
  }
  mkdirSync(join(root, 'teams'), { recursive: true });
  mkdirSync(join(root, 'apps', 'team-1'), { recursive: true });
  const members = [1, 2, 3].map((number) => ({ id: `s1-${number}`, name: `Student ${number}`, role: 'all' }));
  writeFileSync(join(root, 'teams', 'team-1.json'), JSON.stringify({ team: 'team-1', members }));
  writeFileSync(
    join(root, 'apps', 'team-1', 'homework.json'),
    JSON.stringify(homework(perLabel * LABELS.length, imageSize, epochs)),
  );
  return { root, manualDir, photos };
}

/** Four fifths are trained and the rest is validated, as Keras is asked to; a test split there must be: five photos. */
function homework(photos: number, imageSize: number, epochs: number) {
  const trained = Math.round(photos * 0.8);
  return {
    team: 'team-1',
    datasets: ['tf_flowers'],
    splits: {
      tf_flowers: {
        train: `train[:${trained}]`,
        validation: `train[${trained}:${photos - 5}]`,
        test: `train[${photos - 5}:]`,
      },
    },
    model: { name: 'mini-xception', options: {} },
    training: {
      ...{ imageSize, batchSize: 32, epochs, seed: 1 },
      optimizer: { name: 'adam', learningRate: 0.001 },
      augment: ['flip', 'rotate', 'zoom'],
      earlyStopping: null,
    },
    experiments: [{ id: 'baseline', by: 's1-1', question: 'How long does an epoch take?' }],
    profiles: {},
  };
}
