/** Who made a photo; licences such as CC BY ask that this is said wherever the photo is shown. */
export interface PhotoCredit {
  photographer: string;
  /** Address of the photo, or of its photographer. */
  url?: string;
  /** Name of the photo in the original archive, e.g. `daisy/1.jpg`; absent where the example's key is that name. */
  photo?: string;
}

/** Of how many photos of a data set the photographer is known. */
export interface CreditCount {
  /** Photos with a credit. */
  photos: number;
  photographers: number;
}

/** The credits of a run's data set, and those of the photos that the run keeps pictures of. */
export interface RunCredits extends CreditCount {
  /** By TFDS example key. */
  shown: Record<string, PhotoCredit>;
}
