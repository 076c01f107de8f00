"""Writes keras-steps.json: 50 training steps of every network, optimizer and training option in Keras.

    python keras_steps.py [NAME…]        (keras 3.15.1 over tensorflow-cpu 2.21.0; with names those cases only)

Networks are written with Keras alone, with the layer names of core-blocks. Initial weights, images and labels are made
by formulas (`noise`), so that the proof makes the same without a file. What is kept of each case: the loss of each
step, how far each weight moved in 50 steps (int16 times a scale), and `spread`. Dropout and flips take their random numbers
from TensorFlow's StatelessRandomUniform with the seeds of `randomUniform` in the engine.
"""

import base64
import json
import sys
from pathlib import Path

import keras
import numpy as np
import tensorflow as tf
from keras import layers

STEPS, STEPS_PER_EPOCH = 50, 10
BATCH, SIZE, CLASSES, SEED = 8, 20, 3, 5
CHANGES = (1e-7, -1e-7, 3e-7, -3e-7, 6e-7, -6e-7)
step_number = tf.Variable(0)  # of the step that runs, for the random numbers


def noise(count, stream):
    values = np.sin(12.9898 * np.arange(count) + 78.233 * (stream + 1)) * 43758.5453
    return 2 * (values - np.floor(values)) - 1


def draw(shape, call):
    seed = tf.stack([SEED + call * 1_000_003, step_number])
    return tf.raw_ops.StatelessRandomUniform(shape=shape, seed=seed, dtype=tf.float32)


class Dropout(layers.Layer):
    """Keras' dropout with the random numbers of the engine."""

    def __init__(self, rate, call_number):
        super().__init__(name="dropout")
        self.rate, self.call_number = rate, call_number

    def call(self, x, training=False):
        if not training:
            return x
        keep = draw(x.shape, self.call_number) >= self.rate
        return keras.ops.where(keep, x / (1 - self.rate), 0.0)


def batch_norm(x, name, options):
    return layers.BatchNormalization(name=name, momentum=options.get("batchNormMomentum", 0.99))(x)


def head(x, options, pooling):
    x = layers.GlobalAveragePooling2D()(x) if options.get("globalPooling", pooling) else layers.Flatten()(x)
    if options["dropout"] > 0:
        x = Dropout(options["dropout"], options.pop("dropoutCall", 0))(x)
    return layers.Dense(CLASSES, name="head")(x)


def conv_block(x, name, filters, options, padding="same", norm=True):
    norm = options.get("batchNorm", norm)
    x = layers.Conv2D(filters, 3, padding=padding, use_bias=not norm, name=f"{name}_conv")(x)
    if norm:
        x = batch_norm(x, f"{name}_bn", options)
    return layers.ReLU()(x)


def mini_xception(x, options):
    norm = options.get("batchNorm", True)
    x = layers.Conv2D(32, 5, use_bias=not norm, name="stem_conv")(x)
    for index, size in enumerate(options["sizes"]):
        block, residual = f"block{index + 1}", x
        for part in (f"{block}_sub1", f"{block}_sub2"):
            if norm:
                x = batch_norm(x, f"{part}_bn", options)
            x = layers.ReLU()(x)
            if options.get("separable", True):
                x = layers.SeparableConv2D(size, 3, padding="same", use_bias=not norm, name=f"{part}_sepconv")(x)
            else:
                x = layers.Conv2D(size, 3, padding="same", use_bias=not norm, name=f"{part}_conv")(x)
        x = layers.MaxPooling2D(3, strides=2, padding="same")(x)
        if options.get("residual", True):
            project = layers.Conv2D(size, 1, strides=2, padding="same", use_bias=not norm, name=f"{block}_projection")
            x = layers.add([x, project(residual)])
    return head(x, options, True)


def simple_cnn(x, options):
    for index, size in enumerate(options["sizes"]):
        if index > 0:
            x = layers.MaxPooling2D(2)(x)
        x = conv_block(x, f"block{index + 1}", size, options, padding="valid", norm=False)
    return head(x, options, False)


def vgg_style(x, options):
    for index, size in enumerate(options["sizes"]):
        x = conv_block(x, f"block{index + 1}_sub1", size, options)
        x = conv_block(x, f"block{index + 1}_sub2", size, options)
        x = layers.MaxPooling2D(2)(x)
    return head(x, options, True)


def resnet_style(x, options):
    for index, size in enumerate(options["sizes"]):
        block, residual = f"block{index + 1}", x
        pooling = index < len(options["sizes"]) - 1
        x = conv_block(x, f"{block}_sub1", size, options)
        x = conv_block(x, f"{block}_sub2", size, options)
        if pooling:
            x = layers.MaxPooling2D(2, padding="same")(x)
        if options.get("residual", True):
            if pooling or residual.shape[-1] != size:
                strides = 2 if pooling else 1
                residual = layers.Conv2D(size, 1, strides=strides, name=f"{block}_projection")(residual)
            x = layers.add([x, residual])
    return head(x, options, True)


NETWORKS = {
    "mini-xception": mini_xception,
    "simple-cnn": simple_cnn,
    "vgg-style": vgg_style,
    "resnet-style": resnet_style,
}


def initial(path, shape, stream):
    values = noise(int(np.prod(shape)), stream)
    kind = path.split("/")[-1]
    if kind == "gamma":
        values = 1 + 0.2 * values
    elif kind == "moving_variance":
        values = 1 + 0.5 * np.abs(values)
    elif kind.endswith("kernel"):
        inputs = np.prod(shape[:2]) if kind == "depthwise_kernel" else np.prod(shape[:-1])
        values = values * np.sqrt(3 / inputs)
    else:
        values = 0.1 * values
    return values.reshape(shape).astype("float32")


def batch(number):
    labels = np.floor((noise(BATCH, 10_000 + number) + 1) / 2 * CLASSES).astype("int32")
    pixels = noise(BATCH * SIZE * SIZE * 3, 20_000 + number).reshape(BATCH, SIZE, SIZE, 3)
    tint = np.sin(1.7 * labels[:, None] + 2.1 * np.arange(3))[:, None, None, :]
    return np.floor(127.5 + 75 * pixels + 50 * tint).astype("uint8"), labels


def schedule(settings, rate):
    schedules = keras.optimizers.schedules
    name = settings and settings["name"]
    if name == "cosine-decay":
        warmup = settings.get("warmupSteps", 0)
        if not warmup:
            return schedules.CosineDecay(rate, STEPS, alpha=settings.get("alpha", 0))
        return schedules.CosineDecay(0.0, STEPS - warmup, settings.get("alpha", 0), warmup_target=rate, warmup_steps=warmup)
    if name == "exponential-decay":
        steps = settings["decayEpochs"] * STEPS_PER_EPOCH
        return schedules.ExponentialDecay(rate, steps, settings["decayRate"], settings.get("staircase", False))
    if name == "piecewise-constant-decay":
        return schedules.PiecewiseConstantDecay(settings["boundarySteps"], [rate, *settings["values"]])
    return rate


def optimizer(training):
    settings = training["optimizer"]
    clipping = training.get("gradientClipping", {})
    arguments = {
        "learning_rate": schedule(training.get("learningRateSchedule"), settings["learningRate"]),
        "clipnorm": clipping.get("norm"),
        "global_clipnorm": clipping.get("globalNorm"),
        "clipvalue": clipping.get("value"),
    }
    for ours, keras_name in [("momentum", "momentum"), ("nesterov", "nesterov"), ("weightDecay", "weight_decay")]:
        if ours in settings:
            arguments[keras_name] = settings[ours]
    classes = {"adam": "Adam", "adamw": "AdamW", "sgd": "SGD", "rmsprop": "RMSprop"}
    return getattr(keras.optimizers, classes[settings["name"]])(**arguments)


def prepare(case):
    """A function that trains from the beginning: batches from a number on, initial weights changed by a share."""
    keras.backend.clear_session()
    options, training = dict(case["model"]["options"]), case["training"]
    flip = "flip" in training.get("augment", [])
    options["dropoutCall"] = 1 if flip else 0
    inputs = keras.Input((SIZE, SIZE, 3), batch_size=BATCH)
    model = keras.Model(inputs, NETWORKS[case["model"]["name"]](layers.Rescaling(1.0 / 255)(inputs), options))
    weights = tf.constant(training.get("classWeights", [1.0] * CLASSES), tf.float32)
    loss_function = keras.losses.CategoricalCrossentropy(
        from_logits=True, label_smoothing=training.get("labelSmoothing", 0.0)
    )
    steps = optimizer(training)
    steps.build(model.trainable_variables)
    state = [variable.numpy() for variable in steps.variables]

    @tf.function
    def train_step(images, labels):
        images = tf.cast(images, tf.float32)
        if flip:
            images = tf.where(draw([BATCH], 0)[:, None, None, None] < 0.5, images[:, :, ::-1], images)
        with tf.GradientTape() as tape:
            loss = loss_function(
                tf.one_hot(labels, CLASSES), model(images, training=True), sample_weight=tf.gather(weights, labels)
            )
        variables = model.trainable_variables
        steps.apply(tape.gradient(loss, [variable.value for variable in variables]), variables)
        return loss

    def values():
        return {weight.path: weight.numpy().astype("float64") for weight in model.weights}

    def train(first_batch, change=0.0):
        for variable, value in zip(steps.variables, state):
            variable.assign(value)
        for stream, weight in enumerate(model.weights):
            start = initial(weight.path, weight.shape, stream)
            weight.assign(start * (1 + change * noise(start.size, 7).reshape(start.shape)))
        before, losses = values(), []
        for step in range(STEPS):
            step_number.assign(step)
            losses.append(float(train_step(*map(tf.constant, batch(first_batch + step)))))
        return np.array(losses), before, values()

    return train


def run(case):
    """Where a ReLU or a max pooling decides by a rounding error, a small difference becomes a large one, in Keras too.
    So batches are looked for on which Keras stays within 1e-5 of itself when its initial weights change by rounding
    errors: what another program differs by there is its own."""
    train, best = prepare(case), None
    for first_batch in range(0, 20 * STEPS, STEPS):
        losses, before, after = train(first_batch)
        others = [train(first_batch, change)[0] for change in CHANGES]
        spread = max(np.abs(other / losses - 1).max() for other in others)
        if best is None or spread < best[0]:
            best = (float(spread), first_batch, losses, before, after)
        if spread < 1e-5:
            break
    spread, first_batch, losses, before, after = best
    moved = {}
    for path, values in after.items():
        change = values - before[path]
        scale = float(np.abs(change).max()) / 32767 or 1.0
        packed = np.round(change / scale).astype("<i2").tobytes()
        moved[path] = [float(f"{scale:.7g}"), base64.b64encode(packed).decode()]
    print(f'{case["name"]}: {losses[0]:.4f} -> {losses[-1]:.4f}, batches {first_batch}, spread {spread:.1e}', flush=True)
    return {
        **case,
        "firstBatch": first_batch,
        "losses": [float(f"{loss:.7g}") for loss in losses],
        "spread": float(f"{spread:.2g}"),
        "moved": moved,
    }


# Networks are compared with plain SGD at low rates: Adam divides a gradient by its size, so one that is 0 but for
# rounding moves its weight by the whole learning rate either way, and few batches are without such a one.
ADAM = {"name": "adam", "learningRate": 0.0003}
SGD = {"name": "sgd", "learningRate": 0.02}
MOMENTUM = {"name": "sgd", "learningRate": 0.005, "momentum": 0.9}
XCEPTION = {"name": "mini-xception", "options": {"sizes": [4, 6], "dropout": 0}}
VGG = {"name": "vgg-style", "options": {"sizes": [4, 6], "dropout": 0, "batchNormMomentum": 0.9}}


def network(name, sizes, **options):
    pooled = options.get("globalPooling", name != "simple-cnn")
    normed = options.get("batchNorm", name != "simple-cnn")
    shown = ", ".join(f"{key} {json.dumps(value)}" for key, value in options.items())
    return {
        "name": f"{name}{' with ' + shown if shown else ''}",
        "model": {"name": name, "options": {"sizes": sizes, "dropout": 0, **options}},
        "training": {"optimizer": {"name": "sgd", "learningRate": 0.02 if not normed else 0.005 if pooled else 0.002}},
    }


def training(name, settings, model=VGG):
    return {"name": name, "model": model, "training": {"optimizer": SGD, **settings}}


CASES = [
    network("mini-xception", [4, 6]),
    network("mini-xception", [4, 6], residual=False),
    network("mini-xception", [4, 6], separable=False),
    network("mini-xception", [4, 6], batchNorm=False),
    network("mini-xception", [4, 6], globalPooling=False, batchNormMomentum=0.9),
    network("simple-cnn", [6, 8]),
    network("simple-cnn", [6, 8], batchNorm=True, globalPooling=True),
    network("vgg-style", [4, 6]),
    network("vgg-style", [4, 6], batchNorm=False),
    network("vgg-style", [4, 6], globalPooling=False, batchNormMomentum=0.9),
    network("resnet-style", [4, 6, 6]),
    network("resnet-style", [4, 6, 6], residual=False),
    network("resnet-style", [4, 6, 6], batchNorm=False),
    network("resnet-style", [4, 6, 6], globalPooling=False, batchNormMomentum=0.9),
    training("adam", {"optimizer": ADAM}),
    training("adamw", {"optimizer": {"name": "adamw", "learningRate": 0.0003}}),
    training("adamw, weight decay 0.1", {"optimizer": {"name": "adamw", "learningRate": 0.0003, "weightDecay": 0.1}}),
    training("sgd", {}),
    training("sgd, momentum", {"optimizer": MOMENTUM}),
    training("sgd, Nesterov", {"optimizer": {**MOMENTUM, "nesterov": True}}),
    training("rmsprop", {"optimizer": {"name": "rmsprop", "learningRate": 0.0003}}),
    training("rmsprop, momentum", {"optimizer": {"name": "rmsprop", "learningRate": 0.0001, "momentum": 0.9}}),
    training("clip norm", {"gradientClipping": {"norm": 0.2}}),
    training("clip global norm", {"gradientClipping": {"globalNorm": 0.5}}),
    training("clip value", {"gradientClipping": {"value": 0.05}}),
    training("label smoothing", {"labelSmoothing": 0.1}),
    training("class weights", {"classWeights": [0.5, 2, 1.25]}),
    training(
        "cosine decay with warm-up, smoothing, weights and clipping with AdamW",
        {
            "optimizer": {"name": "adamw", "learningRate": 0.0005},
            "learningRateSchedule": {"name": "cosine-decay", "warmupSteps": 10, "alpha": 0.05},
            "gradientClipping": {"globalNorm": 1},
            "labelSmoothing": 0.1,
            "classWeights": [0.5, 2, 1.25],
        },
        XCEPTION,
    ),
    training("cosine decay", {"learningRateSchedule": {"name": "cosine-decay"}}),
    training(
        "exponential decay",
        {"learningRateSchedule": {"name": "exponential-decay", "decayEpochs": 1, "decayRate": 0.7, "staircase": True}},
    ),
    training(
        "piecewise constant decay",
        {"learningRateSchedule": {"name": "piecewise-constant-decay", "boundarySteps": [19, 39], "values": [0.005, 0.001]}},
    ),
    training("dropout", {"optimizer": ADAM}, {**VGG, "options": {**VGG["options"], "dropout": 0.5}}),
    training(
        "flips and dropout",
        {"optimizer": {**SGD, "learningRate": 0.01}, "augment": ["flip"]},
        {**XCEPTION, "options": {**XCEPTION["options"], "dropout": 0.5}},
    ),
]

if __name__ == "__main__":
    file, names = Path(__file__).with_name("keras-steps.json"), sys.argv[1:]
    known = {case["name"]: case for case in json.loads(file.read_text())["cases"]} if names else {}
    goldens = {
        "stepsPerEpoch": STEPS_PER_EPOCH,
        "batchSize": BATCH,
        "imageSize": SIZE,
        "classes": CLASSES,
        "seed": SEED,
        "cases": [known[case["name"]] if names and case["name"] not in names else run(case) for case in CASES],
    }
    file.write_text(json.dumps(goldens, separators=(",", ":")) + "\n")
