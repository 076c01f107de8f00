"""A whole training in Keras 3 on the photos of a team's run: the same splits and settings, trained as a Keras user does.

Arguments: folder of label folders, data set (rock_paper_scissors or tf_flowers), side of the images, epochs, seed,
momentum of batch normalization (0.9 as in the homeworks, 0.99 as Keras' default). Prints one line of JSON: test accuracy
and loss with the weights of the lowest validation loss, the numbers of images by label, and the history.
"""

import hashlib
import json
import sys
import time
from pathlib import Path

import keras
import tensorflow as tf
from keras import layers
from mini_xception import mini_xception

LABELS = {
    "rock_paper_scissors": ["rock", "paper", "scissors"],
    "tf_flowers": ["dandelion", "daisy", "tulips", "sunflowers", "roses"],
}
folder, name, size, epochs, seed, momentum = Path(sys.argv[1]), sys.argv[2], *sys.argv[3:7]
size, epochs, seed, momentum = int(size), int(epochs), int(seed), float(momentum)
labels = LABELS[name]
keras.utils.set_random_seed(seed)


def key(path):
    """The example key of TFDS, whose md5 decides the order (tensorflow_datasets/core/shuffle.py)."""
    if name == "tf_flowers":
        return f"{path.parent.name}/{path.name}"
    return f"rps/{path.parent.name}/{path.name}"


paths = [path for label in labels for path in folder.rglob(f"{label}/*.jpg")]
paths.sort(key=lambda path: hashlib.md5(b"train" + key(path).encode()).digest())
cuts = [0, round(0.70 * len(paths)), round(0.85 * len(paths)), len(paths)]
train_paths, validation_paths, test_paths = (paths[a:b] for a, b in zip(cuts, cuts[1:]))


def dataset(paths):
    def load(path, label):
        image = tf.io.decode_jpeg(tf.io.read_file(path), channels=3)
        return tf.image.resize(image, (size, size)), label

    numbers = [labels.index(path.parent.name) for path in paths]
    data = tf.data.Dataset.from_tensor_slices(([str(path) for path in paths], numbers))
    return data.map(load, num_parallel_calls=tf.data.AUTOTUNE).cache()


train = dataset(train_paths).shuffle(len(train_paths), seed=seed).batch(32).prefetch(tf.data.AUTOTUNE)
validation, test = (dataset(each).batch(32).prefetch(tf.data.AUTOTUNE) for each in (validation_paths, test_paths))
augmentation = [layers.RandomFlip("horizontal"), layers.RandomRotation(0.1), layers.RandomZoom(0.2)]
model = mini_xception(size, len(labels), augmentation, momentum)
best = f"/tmp/keras_run-{name}-{seed}-{time.time_ns()}.weights.h5"
callback = keras.callbacks.ModelCheckpoint(best, monitor="val_loss", save_best_only=True, save_weights_only=True)
begin = time.perf_counter()
history = model.fit(train, validation_data=validation, epochs=epochs, verbose=2, callbacks=[callback]).history
seconds = time.perf_counter() - begin
model.load_weights(best)
Path(best).unlink()
loss, accuracy = model.evaluate(test, verbose=0)
counts = [{label: sum(path.parent.name == label for path in each) for label in labels} for each in (train_paths, validation_paths, test_paths)]
print(
    json.dumps(
        {
            "dataset": name,
            "seed": seed,
            "batchNormMomentum": momentum,
            "testAccuracy": accuracy,
            "testLoss": loss,
            "bestEpoch": 1 + history["val_loss"].index(min(history["val_loss"])),
            "seconds": seconds,
            "counts": counts,
            "history": history,
        }
    )
)
