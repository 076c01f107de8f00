/** How strong each random transformation is, by its name; what is left out has Keras' or the book's value. */
interface AugmentationOptions {
  /** Left to right, one image in two. */
  flip: Record<never, never>;
  /** Turns by up to `factor` of a full turn, either way. */
  rotate: { factor: number };
  /** Zooms in or out by up to `factor`. */
  zoom: { factor: number };
  /** Moves by up to `factor` of the height and of the width. */
  translate: { factor: number };
  /** Times 1 - `factor` to 1 + `factor`, about each channel's mean, as Keras documents (3.15.1 takes 1 to 1 + factor). */
  contrast: { factor: number };
  /** Adds up to `factor` of the range 0 to 255, either way. */
  brightness: { factor: number };
  /**
   * A rectangle becomes noise, with a probability drawn between 0 and `factor`; each side of it is the square root of
   * a number from `scale`, as a share of the image's.
   */
  erase: { factor: number; scale: [least: number, most: number] };
  /** Blends an image with another one by a share from Beta(`alpha`, `alpha`), and their labels alike. */
  mixup: { alpha: number };
  /** Pastes a rectangle of another image, 1 minus a share from Beta(`alpha`, `alpha`) of the area. */
  cutmix: { alpha: number };
}

export type AugmentationName = keyof AugmentationOptions;

/** A random transformation with all that it takes. */
export type ResolvedAugmentation = {
  [Name in AugmentationName]: { name: Name } & AugmentationOptions[Name];
}[AugmentationName];

/** A random transformation as homework.json names it: a word, or an object that also sets how strong it is. */
export type Augmentation =
  | AugmentationName
  | { [Name in AugmentationName]: { name: Name } & Partial<AugmentationOptions[Name]> }[AugmentationName];

/**
 * The strength of each kind where homework.json gives none: rotation and zoom as in chapter 8 of the book, mixup's and
 * erasing's as Keras' layers, cutmix' as in its paper, the others as in Keras' examples.
 */
export const AUGMENTATION_DEFAULTS: { readonly [Name in AugmentationName]: AugmentationOptions[Name] } = {
  flip: {},
  rotate: { factor: 0.1 },
  zoom: { factor: 0.2 },
  translate: { factor: 0.1 },
  contrast: { factor: 0.2 },
  brightness: { factor: 0.2 },
  erase: { factor: 1, scale: [0.02, 0.33] },
  mixup: { alpha: 0.2 },
  cutmix: { alpha: 1 },
};

/** Every kind, in the order in which they are applied. */
export const AUGMENTATION_NAMES = Object.keys(AUGMENTATION_DEFAULTS) as AugmentationName[];

/** Which kind an entry of `training.augment` is. */
export function augmentationName(augmentation: Augmentation): AugmentationName {
  return typeof augmentation === 'string' ? augmentation : augmentation.name;
}

/** Whether training images carry two labels, mixup's or cutmix'. */
export function mixesLabels(augment: readonly Augmentation[]): boolean {
  return augment.some((entry) => ['mixup', 'cutmix'].includes(augmentationName(entry)));
}

/** An entry of `training.augment` with its defaults filled in. */
export function resolveAugmentation(augmentation: Augmentation): ResolvedAugmentation {
  const given = typeof augmentation === 'string' ? { name: augmentation } : augmentation;
  return { ...AUGMENTATION_DEFAULTS[given.name], ...given } as ResolvedAugmentation;
}

/** An entry of `training.augment` in a few characters: `rotate`, or `rotate (factor 0.2)` where it sets more. */
export function augmentationText(augmentation: Augmentation): string {
  if (typeof augmentation === 'string') return augmentation;
  const { name, ...options } = augmentation;
  const said = Object.entries(options).map(([option, value]) => `${option} ${[value].flat().join(' to ')}`);
  return said.length === 0 ? name : `${name} (${said.join(', ')})`;
}
