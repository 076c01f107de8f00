"""Writes decode-image.golden.json and resize-pixels.golden.json with TensorFlow and Keras: images and what decode_image + resize make of them.

Run: python decode-image.golden.py (in a venv with tensorflow, keras and pillow).
"""

import base64
import io
import json

import keras
import numpy as np
import tensorflow as tf
from PIL import Image

rng = np.random.default_rng(1)
ramp = np.linspace(0, 255, 40 * 30).reshape(30, 40)
rgb = np.stack([ramp, ramp[::-1], 255 - ramp], -1).astype(np.uint8)
rgb[5:12, 8:20] = [200, 30, 60]
alpha = np.concatenate([rgb, rng.integers(0, 256, (30, 40, 1), np.uint8)], -1)


def pil(image, form, **options):
  out = io.BytesIO()
  image.save(out, form, **options)
  return out.getvalue()


exif = Image.Exif()
exif[0x0112] = 6
photo = Image.fromarray(rgb)
images = {
    'png-rgb': tf.io.encode_png(rgb).numpy(),
    'png-grey': tf.io.encode_png(rgb[..., :1]).numpy(),
    'png-rgba': tf.io.encode_png(alpha).numpy(),
    'png-grey-alpha': tf.io.encode_png(alpha[..., 2:]).numpy(),
    'png-16-bit': tf.io.encode_png(rgb.astype(np.uint16) * 257 - (rgb > 9) * np.uint16(130)).numpy(),
    'png-palette': pil(photo.quantize(16), 'PNG'),
    'png-palette-transparent': pil(photo.quantize(16), 'PNG', transparency=3),
    'png-1-bit': pil(photo.convert('1'), 'PNG'),
    'jpeg-rgb': tf.io.encode_jpeg(rgb, quality=92).numpy(),
    'jpeg-grey': tf.io.encode_jpeg(rgb[..., :1], quality=92).numpy(),
    'jpeg-progressive': pil(photo, 'JPEG', progressive=True),
    'jpeg-turned-by-exif': pil(photo, 'JPEG', exif=exif),
    'jpeg-cmyk-of-adobe': pil(photo.convert('CMYK'), 'JPEG'),
    'gif': pil(photo, 'GIF'),
    'webp': pil(photo, 'WEBP', lossless=True),
}


def resize(image, size, aspect, antialias):
  return keras.ops.image.resize(
      tf.cast(image, tf.float32), (size, size), interpolation='bilinear', antialias=antialias,
      crop_to_aspect_ratio=aspect == 'crop', pad_to_aspect_ratio=aspect == 'pad',
      data_format='channels_last')


def rounded(image):
  return base64.b64encode(np.clip(np.round(np.asarray(image)), 0, 255).astype(np.uint8).tobytes()).decode()


rows = []
for name, encoded in images.items():
  row = {'name': name, 'encoded': base64.b64encode(encoded).decode()}
  try:
    decoded = tf.io.decode_image(encoded, channels=3, expand_animations=False)
    row['pixels'] = rounded(tf.image.resize(decoded, (12, 12), method='bilinear', antialias=True))
  except tf.errors.InvalidArgumentError as error:
    row['refused'] = error.message.split('\n')[0][:200]
  rows.append(row)

sizes = []
for width, height in [(40, 30), (29, 40), (33, 33), (7, 50)]:
  image = rng.integers(0, 256, (height, width, 3), np.uint8)
  for aspect in ['stretch', 'crop', 'pad']:
    for antialias in [True, False]:
      for size in [5, 12, 24]:
        sizes.append({
            'width': width, 'height': height, 'imageSize': size, 'aspectRatio': aspect, 'antialias': antialias,
            'image': base64.b64encode(image.tobytes()).decode() if size == 5 else None,
            'pixels': rounded(resize(image, size, aspect, antialias)),
        })
for file, values in [('', rows), ('resize-pixels', sizes)]:
  path = __file__.replace('.py', '.json')
  if file: path = path.replace('decode-image', file)
  with open(path, 'w') as out:
    out.write('[\n' + ',\n'.join('  ' + json.dumps(value) for value in values) + '\n]\n')
