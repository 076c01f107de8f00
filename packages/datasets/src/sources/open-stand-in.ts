import { type CourseDataset, isCourseDataset } from '@teamnet/records';
import type { DatasetBuilder } from '../builders/builder.js';
import type { ExampleStore, StoredExample } from '../example-store.js';
import { shuffledOrder } from '../order/shuffled-order.js';
import { drawFlower } from '../stand-in/draw-flower.js';
import { drawHand } from '../stand-in/draw-hand.js';
import { Pen } from '../stand-in/pen.js';

/** Examples of each split; every label gets the same share. */
const SIZES: Record<CourseDataset, Record<string, number>> = {
  rock_paper_scissors: { train: 750, test: 150 },
  tf_flowers: { train: 1400 },
};

const DRAW = { rock_paper_scissors: drawHand, tf_flowers: drawFlower };

/** Whether Teamnet draws pictures of a data set; it does of the course's. */
export function hasStandIn(builder: DatasetBuilder): builder is DatasetBuilder<CourseDataset> {
  return isCourseDataset(builder.name);
}

/**
 * Pictures drawn by the program itself, so that everything can be tried without any data. Deterministic: an example's
 * bytes are the SVG text that its key draws.
 */
export function openStandIn(builder: DatasetBuilder<CourseDataset>): ExampleStore {
  const { name, labels } = builder;
  const draw = (example: StoredExample) =>
    DRAW[name](new Pen(`${name}/${example.key}`), labels[example.label]!);
  const splits = Object.entries(SIZES[name]).map(([split, count]) => {
    const examples = Array.from({ length: count }, (_, i) => {
      const label = i % labels.length;
      const number = String(Math.floor(i / labels.length)).padStart(3, '0');
      const key = `stand-in-${split}/${labels[label]}/${number}.svg`;
      const example = { key, label, file: 'drawn by Teamnet', offset: 0, length: 0 };
      return { ...example, length: Buffer.byteLength(draw(example)) };
    });
    return { name: split, examples: shuffledOrder(split, examples), shardLengths: [count] };
  });
  return {
    splits,
    read: async (example) => Buffer.from(draw(example)),
    where: (example) => `stand-in ${example.key}`,
  };
}
