/** Kernels of the first convolution as small pictures. */
export interface FilterSheet {
  /** PNG beside run.json, relative to it. */
  picture: string;
  layer: string;
  /** Rows and columns of a kernel. */
  size: [height: number, width: number];
  /** How many the picture has, and the layer. */
  shown: number;
  of: number;
}

/** What some channels of a layer make of one image. */
export interface ActivationRow {
  /** PNG beside run.json: the channels that vary most, dark to bright. */
  picture: string;
  layer: string;
  /** Of the layer's output. */
  shape: [height: number, width: number, channels: number];
  /** Channel numbers, from left to right. */
  channels: number[];
}

export interface Activations {
  image: InspectedImage;
  /** From the image towards the labels. */
  rows: ActivationRow[];
}

/** An image that was looked at, with what the network says of it. */
export interface InspectedImage {
  /** TFDS example key, or the file that was given. */
  key: string;
  /** Absent for a file that was given. */
  label?: string;
  predicted: string;
  /** Softmax probability of the predicted label. */
  probability: number;
}

/** Where the network looks for the label that it predicts. */
export interface HeatMap extends InspectedImage {
  /** PNG beside run.json: the image, the heat for the predicted label, and for the true one where it is another. */
  picture: string;
}

export interface GradCam {
  /** Layer whose output was weighed, and its rows and columns: as finely as the map can tell. */
  layer: string;
  size: [height: number, width: number];
  right: HeatMap[];
  wrong: HeatMap[];
}

/** A look inside the trained network; a part that could not be made says why. */
export interface Inspection {
  filters?: FilterSheet;
  activations?: Activations;
  gradCam?: GradCam;
  missing?: InspectionGap[];
}

export interface InspectionGap {
  part: 'filters' | 'activations' | 'gradCam';
  /**
   * `no-convolution`: none looks at the pixels; `no-feature-map`: no layer's output has rows and columns;
   * `no-test-images`: the run's own are not to be had; `failed`: see `detail`.
   */
  reason: 'no-convolution' | 'no-feature-map' | 'no-test-images' | 'failed';
  detail?: string;
}
