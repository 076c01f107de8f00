/** Two images of a data set that show the same. */
export interface TwinPair {
  /** Names of the photos in the archive where they are known, else TFDS example keys. */
  first: string;
  second: string;
}

/** Pairs of images: how many there are, and the first of them by name. */
export interface TwinPairs {
  pairs: number;
  /** Pairs whose labels differ; of equal bytes one label must be wrong. */
  acrossLabels: number;
  /** At most 20; of equal bytes those across labels first, of equal looks last. */
  examples: TwinPair[];
}

/** Images of one split that are, or look like, images which the network was trained on. */
export interface Leak {
  into: 'validation' | 'test';
  /** Images of that split with at least one twin in the training split. */
  images: number;
  /** Those of `images` whose bytes are the same. */
  identical: number;
  /** `first` in the training split, `second` in this one; at most 5. */
  examples: TwinPair[];
}

/** What looking at every image of a data set showed. */
export interface DataSurvey {
  /** [width, height] in pixels, by area. */
  imageSizes: { smallest: [number, number]; median: [number, number]; largest: [number, number] };
  /** Pairs of equal bytes. */
  identical: TwinPairs;
  /** Pairs whose perceptual hashes differ in at most 13 of 128 bits, and whose bytes differ. */
  near: TwinPairs;
  /** By the splits' expressions that were used. */
  leaks: Leak[];
  /** Images that could not be decoded. */
  unreadable: number;
}
