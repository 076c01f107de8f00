import { batchNormalization } from '../layers/batch-normalization.js';
import { conv2d } from '../layers/conv2d.js';
import { depthwiseConv2d } from '../layers/depthwise-conv2d.js';
import { dropout } from '../layers/dropout.js';
import { relu6 } from '../layers/relu.js';
import { addResidual } from './add-residual.js';
import { apply } from './apply.js';
import { caffePreprocess } from './caffe-preprocess.js';
import { classifierHead } from './classifier-head.js';
import { convBlock } from './conv-block.js';
import { inceptionBlock } from './inception-block.js';
import { mbConvBlock } from './mb-conv-block.js';
import { rescale } from './rescale.js';
import { residualBlock } from './residual-block.js';
import { separableConvBlock } from './separable-conv-block.js';
import { squeezeExcitation } from './squeeze-excitation.js';
import { xceptionBlock } from './xception-block.js';

/** The building blocks of the lecture, as a team's own network (`./src/model.ts`) is given them. */
export const blocks = {
  addResidual,
  apply,
  batchNormalization,
  caffePreprocess,
  classifierHead,
  conv2d,
  convBlock,
  depthwiseConv2d,
  dropout,
  inceptionBlock,
  mbConvBlock,
  relu6,
  rescale,
  residualBlock,
  separableConvBlock,
  squeezeExcitation,
  xceptionBlock,
};
