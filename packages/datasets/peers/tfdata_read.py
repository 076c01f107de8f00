"""Reads, decodes and resizes a prepared data set with tf.data: python tfdata_read.py NAME DATA_DIR IMAGE_SIZE WHAT FIRST_BATCH.

WHAT: antialias (what Teamnet gives), plain (tf.image.resize's default, which skips most pixels) or decode (no resize).
Says when the first batch is there, which it writes to FIRST_BATCH, then seconds of one pass; the counterpart of
src/bench/contenders/our-read.ts.
"""

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
  config = tfds.ReadConfig(try_autocache=False)
  data = tfds.load(name, split='train', data_dir=data_dir, download=False, as_supervised=True, read_config=config)

  def resized(image, label):
    image = tf.image.resize(image, (size, size), antialias=what == 'antialias')
    return tf.cast(tf.round(image), tf.uint8), label

  if what == 'decode':
    # The image is decoded whole; one pixel of it is carried to Python.
    data = data.map(lambda image, label: (image[0, 0], label), num_parallel_calls=tf.data.AUTOTUNE).prefetch(tf.data.AUTOTUNE)
  else:
    data = data.map(resized, num_parallel_calls=tf.data.AUTOTUNE).batch(32).prefetch(tf.data.AUTOTUNE)
  start = time.perf_counter()
  images, labels, writing = 0, [], 0
  for batch, answer in data.as_numpy_iterator():
    if what == 'decode':
      images += 1
      continue
    if images == 0:
      at = time.perf_counter()
      print(json.dumps({'first': at - start}), flush=True)
      with open(first_batch, 'wb') as file:
        file.write(batch.tobytes())
      writing = time.perf_counter() - at
    images += len(answer)
    labels.extend(answer.tolist())
  seconds = time.perf_counter() - start - writing
  memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
  print(json.dumps({'seconds': seconds, 'images': images, 'labels': ''.join(map(str, labels)), 'memory': memory}), flush=True)


if __name__ == '__main__':
  main(*sys.argv[1:])
