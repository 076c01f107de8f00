"""A student's epochs in Keras 3: photos in folders, tf.data with cache and prefetch, preprocessing layers, `fit`; a peer
of `npm run bench -- epoch`.

Arguments: folder of label folders, side of the images, number of epochs. Each line on standard input lets it do one more
epoch, the first one with everything from listing the files on; the answer is the epoch's logs as JSON. The data pipeline
is that of https://www.tensorflow.org/tutorials/load_data/images.
"""

import json
import sys

import keras
import tensorflow as tf
from keras import layers
from mini_xception import mini_xception

folder, size, epochs = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
# Keras tells on standard output what it found; answers alone belong there.
answers, sys.stdout = sys.stdout, sys.stderr


class Turns(keras.callbacks.Callback):
    """Answers after each epoch, and waits for the next turn."""

    def on_epoch_end(self, epoch, logs=None):
        print(json.dumps(logs), file=answers, flush=True)
        sys.stdin.readline()


print(f"Keras {keras.__version__}, TensorFlow {tf.__version__}", file=answers, flush=True)
sys.stdin.readline()
train, validation = keras.utils.image_dataset_from_directory(
    folder, validation_split=0.2, subset="both", seed=1, image_size=(size, size), batch_size=32, verbose=False
)
classes = len(train.class_names)
train = train.cache().shuffle(1000).prefetch(tf.data.AUTOTUNE)
validation = validation.cache().prefetch(tf.data.AUTOTUNE)
augmentation = [layers.RandomFlip("horizontal"), layers.RandomRotation(0.1), layers.RandomZoom(0.2)]
model = mini_xception(size, classes, augmentation)
model.fit(train, validation_data=validation, epochs=epochs, verbose=0, callbacks=[Turns()])
