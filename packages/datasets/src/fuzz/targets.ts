import type { FuzzTarget } from './target.js';
import { credits } from './targets/credits.js';
import { example } from './targets/example.js';
import { image } from './targets/image.js';
import { imageFolder } from './targets/image-folder.js';
import { json } from './targets/json.js';
import { ownArchive } from './targets/own-archive.js';
import { splits } from './targets/split.js';
import { tfrecord } from './targets/tfrecord.js';
import { tgz } from './targets/tgz.js';
import { zip } from './targets/zip.js';

/** Every reader of what others wrote; their inputs are 20,000 together. */
export const fuzzTargets = [
  tfrecord,
  example,
  zip,
  tgz,
  image,
  json,
  credits,
  splits,
  imageFolder,
  ownArchive,
] as FuzzTarget[];
