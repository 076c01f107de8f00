"""What the real TFDS makes of data sets, for interop.test.ts: python tfds_reference.py TASKS.json ANSWERS.json.

A task either prepares a data set with TFDS' own builder, from archives at another address than the original one, or
reads a folder that somebody prepared. The builder's address and the checksums that it demands are replaced, since the
archives of the test are not the originals; everything else, the check of the checksums too, is TFDS' own.
"""

import hashlib
import json
import os
import sys

os.environ['TF_CPP_MIN_LOG_LEVEL'] = '3'
import tensorflow_datasets as tfds
from tensorflow_datasets.core.download import checksums

ADDRESSES = {'rps.zip': '_TRAIN_URL', 'rps-test-set.zip': '_TEST_URL', 'flower_photos.tgz': '_URL'}


def prepare(name, dataDir, base, archives):
  builder = tfds.builder(name, data_dir=dataDir, file_format='tfrecord')
  module = sys.modules[type(builder).__module__]
  infos = {}
  for archive in archives:
    url = f'{base}/{archive["file"]}'
    assert hasattr(module, ADDRESSES[archive['file']])
    setattr(module, ADDRESSES[archive['file']], url)
    infos[url] = checksums.UrlInfo(size=tfds.core.units.Size(archive['bytes']), checksum=archive['sha256'], filename=archive['file'])
  type(builder).url_infos = infos
  builder.download_and_prepare(download_config=tfds.download.DownloadConfig(force_checksums_validation=True))
  return os.fspath(builder.data_dir)


def info_of(builder):
  info = builder.info
  features = dict(info.features)
  label, image = features.get('label'), features.get('image')
  keys = info.supervised_keys
  return {
      'name': info.name,
      'version': str(info.version),
      'description': info.description,
      'citation': info.citation,
      'homepage': info.homepage,
      'downloadBytes': int(info.download_size or 0),
      'moduleName': info.module_name,
      'releaseNotes': dict(info.release_notes or {}),
      'fileFormat': info.file_format.value if info.file_format else None,
      'supervisedKeys': list(keys) if keys else None,
      'splits': [
          {'name': split.name, 'numExamples': split.num_examples, 'numBytes': int(split.num_bytes), 'shardLengths': list(split.shard_lengths), 'files': split.filenames}
          for split in info.splits.values()
      ],
      'labels': None if label is None else label.names if label.names else [label.int2str(i) for i in range(label.num_classes)],
      'imageShape': None if image is None else [-1 if size is None else size for size in image.shape],
  }


def records(builder, split, pixels):
  """[tfds_id, label, sha256 of the image bytes, sha256 of the decoded image] of each record, in the order of the shards."""
  config = tfds.ReadConfig(add_tfds_id=True, interleave_cycle_length=1)
  raw = builder.as_dataset(split=split, read_config=config, decoders={'image': tfds.decode.SkipDecoding()})
  rows = [
      [example['tfds_id'].decode(), int(example['label']), hashlib.sha256(example['image']).hexdigest()]
      for example in raw.as_numpy_iterator()
  ]
  if not pixels:
    return rows
  decoded = builder.as_dataset(split=split, read_config=config).as_numpy_iterator()
  for row, example in zip(rows, decoded, strict=True):
    assert row[0] == example['tfds_id'].decode()
    row.append(hashlib.sha256(repr(example['image'].shape).encode() + example['image'].tobytes()).hexdigest())
  return rows


def read(folder=None, name=None, dataDir=None, splits=None, pixels=False):
  """With a name through tfds.load and TFDS' own builder of that name, else whatever lies in the folder."""
  if name:
    _, info = tfds.load(name, data_dir=dataDir, download=False, with_info=True)
    builder = tfds.builder(name, data_dir=dataDir)
    assert builder.info.as_json == info.as_json
  else:
    builder = tfds.builder_from_directory(folder)
  answer = {'info': info_of(builder), 'records': {}}
  for split in builder.info.splits if splits is None else splits:
    answer['records'][split] = records(builder, split, pixels)
  return answer


def main(tasks, answers):
  with open(tasks) as file:
    asked = json.load(file)
  result = []
  for task in asked:
    kind = task.pop('task')
    try:
      result.append({'prepare': prepare, 'read': read}[kind](**task))
    except Exception as error:  # pylint: disable=broad-except
      if kind == 'prepare':
        raise
      result.append({'error': f'{type(error).__name__}: {error}'})
  with open(answers, 'w') as file:
    json.dump(result, file)


if __name__ == '__main__':
  main(*sys.argv[1:])
