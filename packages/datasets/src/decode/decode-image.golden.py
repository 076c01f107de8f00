"""Writes decode-image.golden.json with TensorFlow: small images and what decode_image + resize make of them.

Run: python decode-image.golden.py (in a venv with tensorflow).
"""

import base64
import json

import numpy as np
import tensorflow as tf

rng = np.random.default_rng(1)
ramp = np.linspace(0, 255, 40 * 30).reshape(30, 40)
rgb = np.stack([ramp, ramp[::-1], 255 - ramp], -1).astype(np.uint8)
rgb[5:12, 8:20] = [200, 30, 60]
alpha = np.concatenate([rgb, rng.integers(0, 256, (30, 40, 1), np.uint8)], -1)
images = {
    'png-rgb': tf.io.encode_png(rgb),
    'png-grey': tf.io.encode_png(rgb[..., :1]),
    'png-rgba': tf.io.encode_png(alpha),
    'png-grey-alpha': tf.io.encode_png(alpha[..., 2:]),
    'png-16-bit': tf.io.encode_png(rgb.astype(np.uint16) * 257),
    'jpeg-rgb': tf.io.encode_jpeg(rgb, quality=92),
    'jpeg-grey': tf.io.encode_jpeg(rgb[..., :1], quality=92),
}
rows = []
for name, encoded in images.items():
  decoded = tf.io.decode_image(encoded, channels=3, expand_animations=False)
  resized = tf.image.resize(decoded, (12, 12), method='bilinear', antialias=True)
  pixels = np.clip(np.round(resized.numpy()), 0, 255).astype(np.uint8)
  rows.append({
      'name': name,
      'encoded': base64.b64encode(encoded.numpy()).decode(),
      'pixels': base64.b64encode(pixels.tobytes()).decode(),
  })
with open(__file__.replace('.py', '.json'), 'w') as file:
  file.write('[\n' + ',\n'.join('  ' + json.dumps(row) for row in rows) + '\n]\n')
