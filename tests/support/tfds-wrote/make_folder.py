"""Writes tf_flowers/3.0.1 beside this file with TFDS' own builder, from two small coloured photos a label.

Run: python make_folder.py (in a venv with tensorflow-datasets 4.9.10 and tensorflow-cpu 2.21.0).
"""

import functools
import hashlib
import http.server
import io
import os
import shutil
import sys
import tarfile
import tempfile
import threading

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, '../../../packages/datasets/src/interop'))
import tfds_reference
import tensorflow as tf

with tempfile.TemporaryDirectory() as folder:
  path = os.path.join(folder, 'flower_photos.tgz')
  with tarfile.open(path, 'w:gz') as archive:
    for index, label in enumerate(['daisy', 'dandelion', 'roses', 'sunflowers', 'tulips']):
      for number in range(2):
        pixels = tf.fill([16, 20, 3], tf.constant(50 * index + 10 * number, tf.uint8))
        jpeg = tf.io.encode_jpeg(pixels).numpy()
        member = tarfile.TarInfo(f'flower_photos/{label}/{label}-{number}.jpg')
        member.size = len(jpeg)
        archive.addfile(member, io.BytesIO(jpeg))
  with open(path, 'rb') as file:
    content = file.read()
  handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=folder)
  server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), handler)
  threading.Thread(target=server.serve_forever, daemon=True).start()
  prepared = tfds_reference.prepare(
      name='tf_flowers',
      dataDir=os.path.join(folder, 'data'),
      base=f'http://127.0.0.1:{server.server_port}',
      archives=[{'file': 'flower_photos.tgz', 'bytes': len(content), 'sha256': hashlib.sha256(content).hexdigest()}],
  )
  target = os.path.join(HERE, 'tf_flowers', '3.0.1')
  shutil.rmtree(target, ignore_errors=True)
  shutil.copytree(prepared, target)
