import type { Predictions } from '../evaluate-split.js';
import { confusionMatrix } from './confusion-matrix.js';

/** How well a run's network does on images: a folder's, or its own test split again. */
export interface Evaluation {
  images: number;
  /** Top-1, 0..1. */
  accuracy: number;
  /** Mean cross-entropy. */
  loss: number;
  /** confusion[label][predicted] = number of images. */
  confusion: number[][];
  /** Label names in the order of `confusion`. */
  labels: string[];
}

/** What a network said of images, for `labels`, the class names in label order. */
export function describeEvaluation(result: Predictions, labels: string[]): Evaluation {
  return {
    images: result.labels.length,
    accuracy: result.accuracy,
    loss: result.loss,
    confusion: confusionMatrix(result.labels, result.predicted, labels.length),
    labels,
  };
}
