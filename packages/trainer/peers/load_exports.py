"""Loads exported networks with the library that each format is for, and prints what they say of the same images.

Usage: python load_exports.py keras|onnx FOLDER
FOLDER has cases.json: [{ "name", "imageSize" }], for each name NAME.keras, NAME.weights.h5, NAME/ (a SavedModel) and
NAME.onnx, and for each size images-SIZE.bin: float32 [N, SIZE, SIZE, 3]. Prints one line of JSON a case:
{ "name", "outputs": { format: [logits], … } }.
"""

import json
import pathlib
import sys

import numpy as np

library, folder = sys.argv[1], pathlib.Path(sys.argv[2])


def load_with_keras(name, images):
    import keras
    import tensorflow as tf

    model = keras.saving.load_model(folder / f"{name}.keras")
    bare = keras.models.clone_model(model)
    bare.load_weights(folder / f"{name}.weights.h5")
    saved = tf.saved_model.load(str(folder / name))
    served = saved.signatures["serving_default"](image=tf.constant(images))
    return {
        "keras": model(images, training=False).numpy(),
        "weights-h5": bare(images, training=False).numpy(),
        "saved-model": served["logits"].numpy(),
        "saved-model probabilities": served["probabilities"].numpy(),
    }


def load_with_onnx(name, images):
    import onnx
    import onnxruntime

    file = str(folder / f"{name}.onnx")
    onnx.checker.check_model(file, full_check=True)
    session = onnxruntime.InferenceSession(file, providers=["CPUExecutionProvider"])
    logits, probabilities = session.run(["logits", "probabilities"], {"image": images})
    return {"onnx": logits, "onnx probabilities": probabilities}


load = {"keras": load_with_keras, "onnx": load_with_onnx}[library]
for case in json.loads((folder / "cases.json").read_text()):
    size = case["imageSize"]
    images = np.fromfile(folder / f"images-{size}.bin", "<f4").reshape(-1, size, size, 3)
    outputs = {key: value.ravel().tolist() for key, value in load(case["name"], images).items()}
    print(json.dumps({"name": case["name"], "outputs": outputs}), flush=True)
