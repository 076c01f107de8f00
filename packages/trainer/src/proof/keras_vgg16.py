"""VGG16 without its head in Keras, with random weights: its weights files, and what it says of images.

python keras_vgg16.py FOLDER SIZE: reads images.raw, uint8 [n, SIZE, SIZE, 3]; writes vgg16_notop.h5 (the layout of
vgg16_weights_tf_dim_ordering_tf_kernels_notop.h5), vgg16.weights.h5, vgg16.keras and features.json [n, 512].
"""

import json
import os
import pathlib
import sys

os.environ["KERAS_BACKEND"] = "tensorflow"

import h5py
import keras
import numpy as np
from keras.src.legacy.saving import legacy_h5_format

folder, size = pathlib.Path(sys.argv[1]), int(sys.argv[2])
images = np.fromfile(folder / "images.raw", np.uint8).reshape(-1, size, size, 3)
keras.utils.set_random_seed(1)
model = keras.applications.VGG16(weights=None, include_top=False, input_shape=(size, size, 3), pooling="avg")
for layer in model.layers:
    if layer.weights:
        kernel, bias = layer.get_weights()
        # Glorot's would let thirteen ReLUs fade the image away.
        kernel = np.random.normal(0, np.sqrt(2 / np.prod(kernel.shape[:3])), kernel.shape)
        layer.set_weights([kernel, np.random.normal(0, 0.1, bias.shape)])
features = model(keras.applications.vgg16.preprocess_input(images.astype(np.float32)), training=False)
(folder / "features.json").write_text(json.dumps(features.numpy().tolist()))
with h5py.File(folder / "vgg16_notop.h5", "w") as file:
    legacy_h5_format.save_weights_to_hdf5_group(file, model)
model.save_weights(folder / "vgg16.weights.h5")
model.save(folder / "vgg16.keras")
