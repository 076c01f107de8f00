import { efficientnetLite0 } from './efficientnet-lite0.js';
import { inceptionStyle } from './inception-style.js';
import { miniXception } from './mini-xception.js';
import type { Network } from './network.js';
import { resnetStyle } from './resnet-style.js';
import { simpleCnn } from './simple-cnn.js';
import { vggStyle } from './vgg-style.js';
import { vgg16 } from './vgg16.js';

/** Every network that homework.json can name. A new one is a file beside these and a line here. */
export const networks: ReadonlyMap<string, Network> = new Map<string, Network>([
  ['mini-xception', miniXception],
  ['simple-cnn', simpleCnn],
  ['vgg-style', vggStyle],
  ['resnet-style', resnetStyle],
  ['inception-style', inceptionStyle],
  ['vgg16', vgg16],
  ['efficientnet-lite0', efficientnetLite0],
]);

/** Names for `model.name` in homework.json. */
export const MODEL_NAMES: readonly string[] = [...networks.keys()];
