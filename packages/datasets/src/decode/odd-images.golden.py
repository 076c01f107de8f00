"""Writes odd-images.golden.json: PNGs of every kind, interlaced and not, BMPs and GIFs, and what TensorFlow makes of them.

`pixels` are those of tf.io.decode_image(channels=3, expand_animations=False), all of them; `tfds` says what TFDS' Image
feature, whose decode_image keeps expand_animations, makes of it: `same`, or the error.

Run: python odd-images.golden.py (in a venv with tensorflow, tensorflow-datasets and pillow).
"""

import base64
import io
import json
import struct
import zlib

import numpy as np
import tensorflow as tf
import tensorflow_datasets as tfds
from PIL import Image

rng = np.random.default_rng(2)
HEIGHT, WIDTH = 11, 13
# Adam7 (PNG, 8.2): first column and row, and steps, of each pass.
ADAM7 = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]
CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}


def chunk(kind, data):
  return struct.pack('>I', len(data)) + kind + data + struct.pack('>I', zlib.crc32(kind + data))


def packed(samples, depth):
  """Rows without a filter; samples [height, width * channels]."""
  rows = []
  for row in samples:
    if depth == 16:
      rows.append(row.astype('>u2').tobytes())
    else:
      bits = np.unpackbits(row.astype(np.uint8)[:, None], axis=1)[:, 8 - depth:]
      rows.append(np.packbits(bits.ravel()).tobytes())
  return b''.join(b'\0' + row for row in rows)


def png(kind, depth, interlaced, before=b''):
  channels = CHANNELS[kind]
  image = rng.integers(0, 2**depth, (HEIGHT, WIDTH, channels))
  if interlaced:
    passes = [image[y::dy, x::dx] for x, y, dx, dy in ADAM7]
  else:
    passes = [image]
  data = b''.join(
      packed(part.reshape(part.shape[0], -1), depth) for part in passes if part.size > 0)
  header = struct.pack('>IIBBBBB', WIDTH, HEIGHT, depth, kind, 0, 0, int(interlaced))
  return (b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR', header) + before + chunk(b'IDAT', zlib.compress(data)) +
          chunk(b'IEND', b''))


def palette(depth):
  return chunk(b'PLTE', rng.integers(0, 256, 3 * 2**depth, np.uint8).tobytes())


def clear(*values, width='>H'):
  return chunk(b'tRNS', b''.join(struct.pack(width, value) for value in values))


images = {}
for interlaced in [False, True]:
  name = ' interlaced' if interlaced else ''
  for depth in [1, 2, 4, 8, 16]:
    images[f'png grey {depth}-bit{name}'] = png(0, depth, interlaced)
    images[f'png grey {depth}-bit with a transparent value{name}'] = png(0, depth, interlaced, clear(1))
  for depth in [1, 2, 4, 8]:
    images[f'png palette {depth}-bit{name}'] = png(3, depth, interlaced, palette(depth))
    images[f'png palette {depth}-bit with tRNS{name}'] = png(
        3, depth, interlaced, palette(depth) + clear(0, 128, width='>B'))
  for depth in [8, 16]:
    images[f'png grey and alpha {depth}-bit{name}'] = png(4, depth, interlaced)
    images[f'png colour {depth}-bit{name}'] = png(2, depth, interlaced)
    images[f'png colour {depth}-bit with a transparent colour{name}'] = png(
        2, depth, interlaced, clear(10, 20, 30))
    images[f'png colour and alpha {depth}-bit{name}'] = png(6, depth, interlaced)


def pil(image, form, **options):
  out = io.BytesIO()
  image.save(out, form, **options)
  return out.getvalue()


photo = Image.fromarray(rng.integers(0, 256, (HEIGHT, WIDTH, 3), np.uint8))
other = Image.fromarray(rng.integers(0, 256, (HEIGHT, WIDTH, 3), np.uint8))
images['bmp colour 24-bit'] = pil(photo, 'BMP')
bottom_up = images['bmp colour 24-bit']
rows = [bottom_up[54 + 40 * row:94 + 40 * row] for row in range(HEIGHT)]
images['bmp colour 24-bit, top row first'] = (
    bottom_up[:22] + struct.pack('<i', -HEIGHT) + bottom_up[26:54] + b''.join(rows[::-1]))
images['bmp colour and alpha 32-bit'] = pil(photo.convert('RGBA'), 'BMP')
images['bmp palette 8-bit'] = pil(photo.quantize(16), 'BMP')
images['bmp grey 8-bit'] = pil(photo.convert('L'), 'BMP')
images['gif'] = pil(photo.quantize(200), 'GIF')
images['gif interlaced'] = pil(photo.quantize(200), 'GIF', interlace=1)
images['gif with a transparent colour'] = pil(photo.quantize(200), 'GIF', transparency=3)
images['gif of two frames'] = pil(photo.quantize(200), 'GIF', save_all=True, append_images=[other.quantize(200)])
images['webp'] = pil(photo, 'WEBP', lossless=True)
images['webp of two frames'] = pil(photo, 'WEBP', lossless=True, save_all=True, append_images=[other])

feature = tfds.features.Image(shape=(None, None, 3))


def by_tfds(encoded):
  """As reading a data set does: within a graph."""
  dataset = tf.data.Dataset.from_tensors(encoded).map(feature.decode_example)
  return next(iter(dataset)).numpy()


def said(error):
  return str(error).split('\n')[0].split(' [Op')[0][:160]


rows = []
for name, encoded in images.items():
  row = {'name': name, 'encoded': base64.b64encode(encoded).decode()}
  try:
    decoded = tf.io.decode_image(encoded, channels=3, expand_animations=False).numpy()
    row['shape'] = list(decoded.shape)
    row['pixels'] = base64.b64encode(decoded.tobytes()).decode()
  except (tf.errors.InvalidArgumentError, ValueError) as error:
    row['refused'] = said(error)
  try:
    theirs = by_tfds(encoded)
    row['tfds'] = 'same' if 'pixels' in row and np.array_equal(theirs, decoded) else f'shape {list(theirs.shape)}'
  except (tf.errors.InvalidArgumentError, ValueError) as error:
    row['tfds'] = said(error)
  rows.append(row)
with open(__file__.replace('.py', '.json'), 'w') as out:
  out.write('[\n' + ',\n'.join('  ' + json.dumps(row) for row in rows) + '\n]\n')
