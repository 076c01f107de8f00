import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { PreparedInvalidError } from '../errors.js';
import { readJson, readText } from './read-text.js';

/** What the json beside the shards says of the features `image` and `label`; null where it says nothing. */
export interface PreparedFeatures {
  /** Class names in label order; `0`, `1`, … where only their number is known. */
  labels: string[] | null;
  /** [height, width, channels]; -1 is any. */
  imageShape: number[] | null;
}

/** ImageNet-21k has 21,843; a wrong number must not ask for gigabytes of names. */
const MOST_CLASSES = 1_000_000;

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
    const features = featuresOf(readJson<Node>(file), file);
    if (!isNode(features.image) || !isNode(features.label))
      throw new PreparedInvalidError(
        file,
        `it has features ${Object.keys(features).join(', ')}, not image and label.`,
      );
    const classes = classesOf(features.label);
    if (classes !== undefined && !(Number.isInteger(classes) && classes >= 0 && classes <= MOST_CLASSES))
      throw new PreparedInvalidError(file, 'its number of labels is none.');
    if (classes !== undefined) found.labels = Array.from({ length: classes }, (_, label) => String(label));
    found.imageShape = shapeOf(features.image);
  }
  const names = join(folder, 'label.labels.txt');
  if (!existsSync(names)) return found;
  const labels = readText(names).split('\n').filter(Boolean);
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

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null;
}

function featuresOf(node: Node, file: string): Record<string, Node> {
  const found =
    typeof node.content === 'string' && !node.featuresDict
      ? parseContent(node.content, file).features
      : (node.featuresDict?.features ?? node.content);
  return isNode(found) ? (found as Record<string, Node>) : {};
}

function parseContent(content: string, file: string): Node {
  try {
    const node: unknown = JSON.parse(content);
    return isNode(node) ? node : {};
  } catch (error) {
    throw new PreparedInvalidError(file, `its content is no JSON: ${(error as Error).message}.`, error);
  }
}

function classesOf(node: Node): number | undefined {
  const content = isNode(node.content) ? (node.content as { num_classes?: unknown }).num_classes : undefined;
  const count: unknown = node.classLabel?.numClasses ?? content;
  if (count === undefined || count === null) return undefined;
  return typeof count === 'number' || typeof count === 'string' ? Number(count) : Number.NaN;
}

function shapeOf(node: Node): number[] | null {
  const content = isNode(node.content) ? (node.content as { shape?: unknown }).shape : undefined;
  const shape: unknown = node.image?.shape?.dimensions ?? content;
  return Array.isArray(shape) ? shape.map((size) => Number(size ?? -1)) : null;
}
