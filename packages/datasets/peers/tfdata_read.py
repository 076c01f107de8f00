"""Reads, decodes and resizes a prepared data set with tf.data: python tfdata_read.py NAME DATA_DIR IMAGE_SIZE WHAT FIRST_BATCH.

WHAT: antialias (what Teamnet gives), plain (tf.image.resize's default, which skips most pixels) or decode (no resize).
Says when the first batch is there, which it writes to FIRST_BATCH, then seconds of one pass; the counterpart of
src/bench/contenders/our-read.ts.
"""

import hashlib
import json
import os
import resource
import sys
import time

os.environ['TF_CPP_MIN_LOG_LEVEL'] = '3'
import tensorflow as tf
import tensorflow_datasets as tfds


def main(name, data_dir, size, what, first_batch):
  size = int(size)
  # Shards are read in turns, as TFDS does it unless it is told otherwise.
  config = tfds.ReadConfig(try_autocache=False, add_tfds_id=True)
  data = tfds.load(name, split='train', data_dir=data_dir, download=False, read_config=config)

  def resized(example):
    image = tf.image.resize(example['image'], (size, size), antialias=what == 'antialias')
    return tf.cast(tf.round(image), tf.uint8), example['label'], example['tfds_id']

  def one_pixel(example):
    return example['image'][0, 0], example['label'], example['tfds_id']

  if what == 'decode':
    # The image is decoded whole; one pixel of it is carried to Python.
    data = data.map(one_pixel, num_parallel_calls=tf.data.AUTOTUNE).prefetch(tf.data.AUTOTUNE)
  else:
    data = data.map(resized, num_parallel_calls=tf.data.AUTOTUNE).batch(32).prefetch(tf.data.AUTOTUNE)
  start = time.perf_counter()
  images, examples, first_keys, writing = 0, [], [], 0
  for batch, labels, keys in data.as_numpy_iterator():
    if what == 'decode':
      images += 1
      continue
    keys = [key.decode() for key in keys]
    if images == 0:
      at = time.perf_counter()
      print(json.dumps({'first': at - start}), flush=True)
      with open(first_batch, 'wb') as file:
        file.write(batch.tobytes())
      first_keys = keys
      writing = time.perf_counter() - at
    images += len(keys)
    examples.extend(f'{key} {label}' for key, label in zip(keys, labels.tolist()))
  seconds = time.perf_counter() - start - writing
  memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
  digest = hashlib.sha256('\n'.join(sorted(examples)).encode()).hexdigest()
  answer = {'seconds': seconds, 'images': images, 'memory': memory, 'examples': digest, 'firstKeys': first_keys}
  print(json.dumps(answer), flush=True)


if __name__ == '__main__':
  main(*sys.argv[1:])
