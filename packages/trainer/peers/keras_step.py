"""mini-Xception in Keras 3 (graph mode, the default), trained with fit; a peer of `npm run bench -- engine`.

Arguments: side of the images, and `float32` or `mixed_bfloat16`. Answers each line `train STEPS` or `infer STEPS` with
the seconds that those steps took inside one epoch of `fit` or one `predict`, after a first one.
"""

import sys
import time

import keras
import numpy as np
import tensorflow as tf
from mini_xception import mini_xception

BATCH, CLASSES = 32, 5
size, precision = int(sys.argv[1]), sys.argv[2]
keras.mixed_precision.set_global_policy(precision)


class Clock(keras.callbacks.Callback):
    """Seconds from the end of the first batch to the end of the last."""

    def on_train_batch_end(self, batch, logs=None):
        if batch == 0:
            self.start = time.perf_counter()
        self.seconds = time.perf_counter() - self.start

    def on_predict_batch_end(self, batch, logs=None):
        self.on_train_batch_end(batch)


noise = np.random.default_rng(1).integers(0, 256, (BATCH, size, size, 3), np.uint8)
images = tf.data.Dataset.from_tensors(noise).repeat()
labels = tf.data.Dataset.from_tensors(np.arange(BATCH, dtype=np.int32) % CLASSES).repeat()
examples = tf.data.Dataset.zip((images, labels))
model = mini_xception(size, CLASSES)
clock = Clock()
jit = "XLA" if model.jit_compile else "graph mode"
print(f"Keras {keras.__version__}, TensorFlow {tf.__version__}, {precision}, {jit}", flush=True)
for line in sys.stdin:
    work, steps = line.split()
    if work == "train":
        model.fit(examples, steps_per_epoch=int(steps) + 1, epochs=1, verbose=0, callbacks=[clock])
    else:
        model.predict(images, steps=int(steps) + 1, verbose=0, callbacks=[clock])
    print(clock.seconds, flush=True)
