import type { ResizeSettings, TrainingSettings } from './homework.js';

/** How photos became the pixels that a network was trained on, for whoever uses it without its run.json. */
export interface InputRule {
  /** Side of the square images, pixels. */
  imageSize: number;
  /** Nothing is left out, unlike in homework.json. */
  resize: { method: 'bilinear' } & Required<ResizeSettings>;
}

/** The rule that a training's settings say. */
export function inputRule({
  imageSize,
  resize: { aspectRatio = 'stretch', antialias = true } = {},
}: Pick<TrainingSettings, 'imageSize' | 'resize'>): InputRule {
  return { imageSize, resize: { method: 'bilinear', aspectRatio, antialias } };
}
