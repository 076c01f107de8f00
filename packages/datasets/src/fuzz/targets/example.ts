import fc from 'fast-check';
import { parseRecord } from '../../sources/parse-record.js';
import { encodeExample } from '../../tfrecord/example.js';
import { judge } from '../judge.js';
import { type Mutation, mutate, mutations } from '../mutation.js';
import type { FuzzTarget } from '../target.js';

interface Input {
  image: Uint8Array;
  label: number;
  changes: Mutation[];
}

/** tf.train.Example messages. */
export const example: FuzzTarget<Input> = {
  name: 'example',
  inputs: 2800,
  prepare: async () => ({
    input: fc.record({
      image: fc.uint8Array({ maxLength: 60 }),
      label: fc.oneof(fc.integer({ min: 0, max: 4 }), fc.integer()),
      changes: mutations,
    }),
    run: async ({ image, label, changes }) =>
      judge(() => {
        const data = mutate(encodeExample({ image, label }), changes);
        const read = parseRecord({ offset: 12, data }, 'a-shard');
        if (
          !(read.image instanceof Uint8Array) ||
          read.image.length > data.length ||
          !Number.isInteger(read.label)
        )
          throw new Error(`an image of ${read.image.length} bytes with label ${read.label}`);
        if (changes.length === 0 && (read.label !== label || !Buffer.from(image).equals(read.image)))
          throw new Error('not what was written');
      }, ['a-shard: the record at byte 12']),
  }),
};
