import { LoadOptionError } from '../errors.js';

/** How records are read; what means something here of TFDS' `ReadConfig`. */
export interface ReadConfig {
  /** Makes `shuffleFiles` give the same orders in every process; drawn anew when left out. */
  shuffleSeed?: number;
  /** Another order in every pass over the data; true when left out. */
  shuffleReshuffleEachIteration?: boolean;
  /** Adds `tfds_id`, the record's key, to every element. */
  addTfdsId?: boolean;
  /** Shards that are read in turns; Teamnet reads one after the other, so 1 it is. */
  interleaveCycleLength?: 1;
}

const KNOWN = ['shuffleSeed', 'shuffleReshuffleEachIteration', 'addTfdsId', 'interleaveCycleLength'];

/** @throws LoadOptionError for a setting that means nothing here */
export function checkReadConfig(config: ReadConfig): void {
  const unknown = Object.keys(config).find((key) => !KNOWN.includes(key));
  if (unknown)
    throw new LoadOptionError(
      `readConfig.${unknown}`,
      'it means nothing in Teamnet.',
      `Leave it out; there is ${KNOWN.join(', ')}.`,
    );
  const { shuffleSeed, interleaveCycleLength = 1 } = config;
  if (shuffleSeed !== undefined && !Number.isSafeInteger(shuffleSeed))
    throw new LoadOptionError('readConfig.shuffleSeed', `it is ${shuffleSeed}.`, 'Give an integer.');
  if (interleaveCycleLength !== 1)
    throw new LoadOptionError(
      'readConfig.interleaveCycleLength',
      `it is ${interleaveCycleLength}; shards are read one after the other.`,
      'Leave it out, or give 1.',
    );
}
