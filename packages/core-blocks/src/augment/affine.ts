import * as tf from '@tensorflow/tfjs';

/**
 * For each image of a batch, where an output pixel (x, y) comes from in the input, both in pixels:
 * `x' = a x + b y + c`, `y' = d x + e y + f`. Each entry is float32 [batch], made by tf operations only, so that a
 * compiled step draws new ones each time.
 */
export interface Affine {
  a: tf.Tensor1D;
  b: tf.Tensor1D;
  c: tf.Tensor1D;
  d: tf.Tensor1D;
  e: tf.Tensor1D;
  f: tf.Tensor1D;
}

/** Mirrors left to right those images whose entry in `chosen` (bool [batch]) is true. */
export function flip(chosen: tf.Tensor, width: number): Affine {
  const mirrored = tf.cast(chosen, 'float32') as tf.Tensor1D;
  const zero = tf.zerosLike(mirrored);
  const one = tf.onesLike(mirrored);
  return {
    a: tf.sub(one, tf.mul(mirrored, 2)),
    b: zero,
    c: tf.mul(mirrored, width - 1),
    d: zero,
    e: one,
    f: zero,
  };
}

/** Turns about the middle of the image; `angle` in radians, [batch], positive as in Keras' RandomRotation. */
export function rotate(angle: tf.Tensor1D, height: number, width: number): Affine {
  const cos = tf.cos(angle);
  const sin = tf.sin(angle);
  return about({ a: cos, b: tf.neg(sin), d: sin, e: cos }, height, width);
}

/** Zooms about the middle of the image; `factor` [batch], over 1 zooms out as in Keras' RandomZoom. */
export function zoom(factor: tf.Tensor1D, height: number, width: number): Affine {
  const zero = tf.zerosLike(factor);
  return about({ a: factor, b: zero, d: zero, e: factor }, height, width);
}

/** Moves right by `dx` and down by `dy` pixels, [batch], as Keras' RandomTranslation. */
export function translate(dx: tf.Tensor1D, dy: tf.Tensor1D): Affine {
  const zero = tf.zerosLike(dx);
  const one = tf.onesLike(dx);
  return { a: one, b: zero, c: tf.neg(dx), d: zero, e: one, f: tf.neg(dy) };
}

/** Completes a linear map so that the middle of the image stays where it is. */
function about(linear: Pick<Affine, 'a' | 'b' | 'd' | 'e'>, height: number, width: number): Affine {
  const { a, b, d, e } = linear;
  const [x, y] = [(width - 1) / 2, (height - 1) / 2];
  return {
    ...linear,
    c: tf.sub(x, tf.add(tf.mul(a, x), tf.mul(b, y))),
    f: tf.sub(y, tf.add(tf.mul(d, x), tf.mul(e, y))),
  };
}

/** First one transformation of the images, then another: a pixel is looked up in the reverse order. */
export function compose(first: Affine, then: Affine): Affine {
  return {
    a: tf.add(tf.mul(first.a, then.a), tf.mul(first.b, then.d)),
    b: tf.add(tf.mul(first.a, then.b), tf.mul(first.b, then.e)),
    c: tf.add(tf.add(tf.mul(first.a, then.c), tf.mul(first.b, then.f)), first.c),
    d: tf.add(tf.mul(first.d, then.a), tf.mul(first.e, then.d)),
    e: tf.add(tf.mul(first.d, then.b), tf.mul(first.e, then.e)),
    f: tf.add(tf.add(tf.mul(first.d, then.c), tf.mul(first.e, then.f)), first.f),
  };
}

/** The rows that `tf.image.transform` takes: [batch, 8], the last two 0 as nothing is projective. */
export function toTransforms({ a, b, c, d, e, f }: Affine): tf.Tensor2D {
  const zero = tf.zerosLike(a);
  return tf.stack([a, b, c, d, e, f, zero, zero], 1) as tf.Tensor2D;
}
