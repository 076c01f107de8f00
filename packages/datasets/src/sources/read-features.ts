import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PreparedInvalidError } from '../errors.js';
import { readJson } from './read-dataset-info.js';

/** What the json beside the shards says of the features `image` and `label`; null where it says nothing. */
export interface PreparedFeatures {
  /** Class names in label order; `0`, `1`, … where only their number is known. */
  labels: string[] | null;
  /** [height, width, channels]; -1 is any. */
  imageShape: number[] | null;
}

/** The parts of features.json that matter, in the words of each of its three dialects. */
interface Node {
  featuresDict?: { features?: Record<string, Node> };
  features?: Record<string, Node>;
  classLabel?: { numClasses?: string | number };
  image?: { shape?: { dimensions?: (string | number)[] } };
  content?: string | (Record<string, Node> & { num_classes?: number; shape?: (number | null)[] });
}

/**
 * Reads `features.json` and `label.labels.txt` of a TFDS version folder.
 * Dialects of features.json: TFDS since 4.5 (`featuresDict`), 4.4 (`content` as a JSON string), before (`content` as
 * an object). A folder of TFDS before 4.0 has no features.json.
 * @throws PreparedInvalidError: features other than image and label, names that are not as many as the labels
 */
export function readFeatures(folder: string): PreparedFeatures {
  const file = join(folder, 'features.json');
  const found: PreparedFeatures = { labels: null, imageShape: null };
  if (existsSync(file)) {
    const features = featuresOf(readJson<Node>(file));
    if (!features.image || !features.label)
      throw new PreparedInvalidError(
        file,
        `it has features ${Object.keys(features).join(', ')}, not image and label.`,
      );
    const classes = classesOf(features.label);
    if (classes !== undefined) found.labels = Array.from({ length: classes }, (_, label) => String(label));
    found.imageShape = shapeOf(features.image);
  }
  const names = join(folder, 'label.labels.txt');
  if (!existsSync(names)) return found;
  const labels = readFileSync(names, 'utf8').split('\n').filter(Boolean);
  if (found.labels && found.labels.length !== labels.length)
    throw new PreparedInvalidError(
      names,
      `it names ${labels.length} labels; features.json has ${found.labels.length}.`,
    );
  return { ...found, labels };
}

/**
 * Checks that a TFDS version folder holds images with these labels.
 * @throws PreparedInvalidError
 */
export function checkFeatures(folder: string, labels: readonly string[]): void {
  const found = readFeatures(folder).labels;
  if (!found) return;
  if (found.length !== labels.length)
    throw new PreparedInvalidError(
      join(folder, 'features.json'),
      `it has ${found.length} labels, not ${labels.length}.`,
    );
  if (existsSync(join(folder, 'label.labels.txt')) && found.join() !== labels.join())
    throw new PreparedInvalidError(
      join(folder, 'label.labels.txt'),
      `it lists the labels ${found.join(', ')}, not ${labels.join(', ')}.`,
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

function shapeOf(node: Node): number[] | null {
  const content = typeof node.content === 'object' ? node.content.shape : undefined;
  const shape = node.image?.shape?.dimensions ?? content;
  return shape ? shape.map((size) => Number(size ?? -1)) : null;
}
