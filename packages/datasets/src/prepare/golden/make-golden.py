"""Writes the metadata that the real TFDS writes for both data sets, from archives packed of shared/data/originals.

Run in a folder that holds rps.zip, rps-test-set.zip and flower_photos.tgz, in a venv with tensorflow-datasets 4.9.10:
python make-golden.py. The download size is 1 because nothing is downloaded.
"""

import os
import shutil

import tensorflow_datasets as tfds
from tensorflow_datasets.core.download import extractor, resource


class Archives:
  """Stands in for TFDS' download manager: the archives lie in the working folder."""

  downloaded_size = 1
  register_checksums = False
  recorded_url_infos = {}

  def download(self, urls):
    paths = [os.path.abspath(os.path.basename(url)) for url in ([urls] if isinstance(urls, str) else urls)]
    return paths[0] if isinstance(urls, str) else paths

  def iter_archive(self, path):
    method = resource.ExtractMethod.ZIP if path.endswith('.zip') else resource.ExtractMethod.TAR_GZ
    return extractor.iter_archive(path, method)

  def download_and_extract(self, url):
    shutil.unpack_archive(self.download(url), 'extracted', 'gztar')
    return os.path.abspath('extracted')


for name in ('rock_paper_scissors', 'tf_flowers'):
  builder = tfds.builder(name, data_dir='prepared', file_format='tfrecord')
  builder._make_download_manager = lambda **_: Archives()  # pylint: disable=protected-access
  builder.download_and_prepare()
  for file in ('dataset_info.json', 'features.json'):
    shutil.copy(os.path.join(builder.data_dir, file), os.path.join(os.path.dirname(__file__), f'{name}.{file}.golden'))
