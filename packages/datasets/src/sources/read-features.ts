import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PreparedInvalidError } from '../errors.js';
import { readJson } from './read-dataset-info.js';

/** The parts of features.json that matter, in the words of each of its three dialects. */
interface Node {
  pythonClassName?: string;
  type?: string;
  featuresDict?: { features?: Record<string, Node> };
  features?: Record<string, Node>;
  classLabel?: { numClasses?: string | number };
  content?: string | (Record<string, Node> & { num_classes?: number });
}

/**
 * Checks that a TFDS version folder holds images with these labels.
 * Dialects of features.json: TFDS since 4.5 (`featuresDict`), 4.4 (`content` as a JSON string), before (`content` as
 * an object). A folder of TFDS before 4.0 has no features.json and passes.
 * @throws PreparedInvalidError
 */
export function checkFeatures(folder: string, labels: readonly string[]): void {
  const file = join(folder, 'features.json');
  if (existsSync(file)) {
    const features = featuresOf(readJson<Node>(file));
    if (!features.image || !features.label)
      throw new PreparedInvalidError(
        file,
        `it has features ${Object.keys(features).join(', ')}, not image and label.`,
      );
    const classes = classesOf(features.label);
    if (classes !== undefined && classes !== labels.length)
      throw new PreparedInvalidError(file, `it has ${classes} labels, not ${labels.length}.`);
  }
  const names = join(folder, 'label.labels.txt');
  if (!existsSync(names)) return;
  const written = readFileSync(names, 'utf8').split('\n').filter(Boolean);
  if (written.join() !== labels.join())
    throw new PreparedInvalidError(
      names,
      `it lists the labels ${written.join(', ')}, not ${labels.join(', ')}.`,
    );
}

function featuresOf(node: Node): Record<string, Node> {
  if (node.featuresDict) return node.featuresDict.features ?? {};
  if (typeof node.content === 'string') return (JSON.parse(node.content) as Node).features ?? {};
  return node.content ?? {};
}

function classesOf(node: Node): number | undefined {
  const content = typeof node.content === 'object' ? node.content.num_classes : undefined;
  const count = node.classLabel?.numClasses ?? content;
  return count === undefined ? undefined : Number(count);
}
