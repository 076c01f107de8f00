"""mini-Xception in Keras 3 as its users write it, with the sizes of Chollet's book; shared by the Keras peers."""

import keras
from keras import layers


def mini_xception(size, classes, augmentation=(), momentum=0.99):
    inputs = keras.Input((size, size, 3))
    x = inputs
    for layer in augmentation:
        x = layer(x)
    x = layers.Rescaling(1 / 255)(x)
    x = layers.Conv2D(32, 5, use_bias=False)(x)
    for filters in [32, 64, 128, 256, 512]:
        residual = x
        for _ in range(2):
            x = layers.BatchNormalization(momentum=momentum)(x)
            x = layers.Activation("relu")(x)
            x = layers.SeparableConv2D(filters, 3, padding="same", use_bias=False)(x)
        x = layers.MaxPooling2D(3, strides=2, padding="same")(x)
        residual = layers.Conv2D(filters, 1, strides=2, padding="same", use_bias=False)(residual)
        x = layers.add([x, residual])
    x = layers.GlobalAveragePooling2D()(x)
    x = layers.Dropout(0.5)(x)
    # Logits in float32 also under mixed precision (https://www.tensorflow.org/guide/mixed_precision).
    model = keras.Model(inputs, layers.Dense(classes, dtype="float32")(x))
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    model.compile(keras.optimizers.Adam(1e-3), loss, metrics=["accuracy"])
    return model
