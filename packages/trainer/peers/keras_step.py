"""mini-Xception in Keras 3 as its users write it (graph mode, the default); a peer of `npm run bench -- engine`.

Reads a line `train SIZE STEPS` or `infer SIZE STEPS` on standard input, answers with the seconds that it took.
"""

import sys
import time

import keras
import numpy as np
import tensorflow as tf
from keras import layers

BATCH, CLASSES = 32, 5


def mini_xception(size):
    inputs = keras.Input((size, size, 3))
    x = layers.Rescaling(1 / 255)(inputs)
    x = layers.Conv2D(32, 5, use_bias=False)(x)
    for filters in [32, 64, 128, 256, 512]:
        residual = x
        for _ in range(2):
            x = layers.BatchNormalization()(x)
            x = layers.Activation("relu")(x)
            x = layers.SeparableConv2D(filters, 3, padding="same", use_bias=False)(x)
        x = layers.MaxPooling2D(3, strides=2, padding="same")(x)
        residual = layers.Conv2D(filters, 1, strides=2, padding="same", use_bias=False)(residual)
        x = layers.add([x, residual])
    x = layers.GlobalAveragePooling2D()(x)
    x = layers.Dropout(0.5)(x)
    model = keras.Model(inputs, layers.Dense(CLASSES)(x))
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    model.compile(keras.optimizers.Adam(1e-3), loss, metrics=["accuracy"])
    return model


def open_size(size):
    noise = np.random.default_rng(1).integers(0, 256, (BATCH, size, size, 3), np.uint8)
    images = tf.data.Dataset.from_tensors(noise).repeat()
    labels = tf.data.Dataset.from_tensors(np.arange(BATCH, dtype=np.int32) % CLASSES).repeat()
    return mini_xception(size), tf.data.Dataset.zip((images, labels)), images


models = {}
print("ready", tf.__version__, keras.__version__, flush=True)
for line in sys.stdin:
    what, size, steps = line.split()
    size, steps = int(size), int(steps)
    if size not in models:
        models[size] = open_size(size)
    model, examples, images = models[size]
    start = time.perf_counter()
    if what == "train":
        model.fit(examples, steps_per_epoch=steps, epochs=1, verbose=0)
    else:
        model.predict(images, steps=steps, verbose=0)
    print(time.perf_counter() - start, flush=True)
