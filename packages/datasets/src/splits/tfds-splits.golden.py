"""Writes tfds-splits.golden.json with the real tensorflow_datasets: the records that it reads for generated splits.

Run: python tfds-splits.golden.py (in a venv with tensorflow-datasets 4.9.10 and tensorflow-cpu 2.21.0). It also writes
the data set that is read, odd-shards/1.0.0: shards of odd lengths whose images are one byte each.
"""

import json
import os
import random
import re

os.environ['TF_CPP_MIN_LOG_LEVEL'] = '3'
import tensorflow as tf
import tensorflow_datasets as tfds

LENGTHS = {'train': [7, 13, 1, 20, 86], 'validation': [101], 'test': [3, 5, 2]}
HERE = os.path.dirname(os.path.abspath(__file__))
FOLDER = os.path.join(HERE, 'odd-shards', '1.0.0')


def write_shards():
  os.makedirs(FOLDER, exist_ok=True)
  features = tfds.features.FeaturesDict({'image': tfds.features.Image(), 'label': tfds.features.ClassLabel(num_classes=3)})
  template = tfds.core.ShardedFileTemplate(
      data_dir=FOLDER, dataset_name='odd_shards', filetype_suffix='tfrecord', template='{DATASET}-{SPLIT}.{FILEFORMAT}-{SHARD_X_OF_Y}'
  )
  infos = []
  for split, lengths in LENGTHS.items():
    at = 0
    files = template.replace(split=split).sharded_filepaths(num_shards=len(lengths))
    for file, length in zip(sorted(files), lengths):
      with tf.io.TFRecordWriter(os.fspath(file)) as writer:
        for _ in range(length):
          writer.write(features.serialize_example({'image': bytes([at]), 'label': at % 3}))
          at += 1
    infos.append(tfds.core.SplitInfo(name=split, shard_lengths=lengths, num_bytes=0, filename_template=template.replace(split=split)))
  tfds.folder_dataset.write_metadata(data_dir=FOLDER, features=features, split_infos=infos, filename_template=template, check_data=False)


def to_tfds(split):
  """The TFDS object of a split in Teamnet's JSON."""
  if isinstance(split, str):
    return split
  if 'sum' in split:
    first, *rest = (to_tfds(part) for part in split['sum'])
    if isinstance(first, str):
      first = tfds.core.ReadInstruction.from_spec(first)
    for part in rest:
      first = first + part
    return first
  if 'of' in split:
    return tfds.even_splits(to_tfds(split['of']), split['count'], drop_remainder=split['dropRemainder'])[split['index']]
  rest = {key: split[key] for key in ('to', 'unit', 'rounding') if key in split}
  return tfds.core.ReadInstruction(split['split'], from_=split.get('from'), **rest)


def read(builder, split):
  """What is read, as intervals [split, first, behind the last] of the split's records."""
  config = tfds.ReadConfig(add_tfds_id=True, interleave_cycle_length=1)
  decoders = {'image': tfds.decode.SkipDecoding()}
  intervals = []
  for example in builder.as_dataset(split=to_tfds(split), read_config=config, decoders=decoders):
    name, shard, index = re.match(r'odd_shards-(\w+)\.tfrecord-(\d+)-of-\d+__(\d+)$', example['tfds_id'].numpy().decode()).groups()
    at = sum(LENGTHS[name][: int(shard)]) + int(index)
    assert example['image'].numpy() == bytes([at])
    if intervals and intervals[-1][0] == name and intervals[-1][2] == at:
      intervals[-1][2] += 1
    else:
      intervals.append([name, at, at + 1])
  return intervals


def wraps(builder, split):
  """Whether a slice ends one example before it begins: TFDS takes its length of -1 for "all that follows"."""
  try:
    infos = list(builder.info.splits.values())
    absolute = tfds.core.splits._make_absolute_instructions(infos, to_tfds(split))  # pylint: disable=protected-access
  except Exception:  # pylint: disable=broad-except
    return False
  return any(part.to is not None and part.to == (part.from_ or 0) - 1 for part in absolute)


random.seed(1)


def bound(unit):
  sign = random.choice(['', '', '-'])
  if unit == '%':
    number = random.choice([str(random.randint(0, 100)), f'{random.uniform(0, 100):.{random.randint(1, 3)}f}', '50', '12.5', '0', '.5', '5.', '1_0'])
  elif unit == 'shard':
    number = str(random.randint(0, 6))
  else:
    number = random.choice([str(random.randint(0, 130)), str(random.randint(0, 12)), '1_0', '0_0_3', '007'])
  return sign + number + unit


def term():
  name = random.choice(['train', 'train', 'validation', 'test'])
  unit = random.choice(['', '%', 'shard'])
  other = random.choice([unit, unit, unit, unit, random.choice(['', '%', 'shard'])])
  low, high = random.choice(['', bound(unit)]), random.choice(['', bound(other)])
  if unit == 'shard' and random.random() < 0.3:
    return f'{name}[{bound(unit)}]'
  return f'{name}[{low}:{high}]' if low or high else name


def expression():
  plus = random.choice(['+', '+', ' + ', '+ ', ' +', '\t+  '])
  return plus.join(term() for _ in range(random.choice([1, 1, 1, 2, 2, 3])))


def broken():
  """An expression with one character dropped, doubled or replaced: TFDS may or may not accept it."""
  text = expression()
  at = random.randrange(len(text))
  return text[:at] + random.choice(['', text[at] * 2, random.choice('[]:%+-_ .19ashrd')]) + text[at + 1 :]


def instruction():
  unit = random.choice(['abs', '%', '%', '%', 'shard'])
  rounding = random.choice([None, 'closest', 'pct1_dropremainder', 'pct1_dropremainder'])
  # With the other rounding TFDS fails at a fraction when it reads, but not where it has nothing to read.
  percent = [random.randint(-100, 100)] + ([12.5, -0.5] if rounding != 'pct1_dropremainder' else [])
  number = {'abs': lambda: random.randint(-130, 130), '%': lambda: random.choice(percent), 'shard': lambda: random.randint(-6, 6)}[unit]
  made = {'split': random.choice(['train', 'train', 'validation', 'test'])}
  if random.random() < 0.8:
    made['from'] = number()
  if random.random() < 0.8:
    made['to'] = number()
  if unit != 'abs' or random.random() < 0.3:
    made['unit'] = unit
  if rounding:
    made['rounding'] = rounding
  return made


def even(depth=0):
  inner = random.choice([expression, instruction, lambda: even(depth + 1) if depth < 2 else 'train', lambda: 'all', lambda: 'train', lambda: 'train[20%:]'])()
  count = random.randint(1, 9)
  return {'of': inner, 'index': random.randrange(count), 'count': count, 'dropRemainder': random.random() < 0.5}


def added():
  return {'sum': [random.choice([expression, instruction, even])() for _ in range(random.randint(2, 3))]}


chosen = [
    'train', 'test', 'all', 'train+test', 'all+test', 'train + test[:50%]', 'train[:80%]', 'train[80%:]+test', 'train[1shard]', 'train[1shard:]',
    'train[-1shard]', 'train[-5shard]', 'train[-6shard]', 'train[:0shard]', 'test[2shard]', 'test[1shard:3shard]', 'train[:1_0]', 'train[10:-20]',
    'train[:2.5%]', 'train[5:10%]', 'train[5%:10]', 'train[1:2shard]', 'train[:-0]', 'train[-0:]', 'train[:-0.1%]', 'train[-0.1%:]', 'train[:0%]',
    'train[:100%]', 'train[-100%:]', 'train[:1.5]', 'train[:1.5shard]', 'train[:1__0]', 'train[:_1]', 'train[:1_]', 'train[:1_0.5%]', 'train[:1.0_5%]',
    'train[:.%]', 'train[:1.2.3%]', 'train[:1._5%]', 'train\n', 'train[:5]\n', '\ntrain', ' train', 'train ', 'train [:5]', 'train[ :5]', 'train[:5 ]',
    '', '+', 'validation', 'valid', 'train[', 'train]', 'train[]', 'train[:]', 'train[::]', 'train[::2]', 'train[1:2:3]', 'train[5]', 'train[50%]',
    'train[:101%]', 'train[-101%:]', 'train[:9999]', 'train[a:b]', 'train[:80 %]', 'all[:50%]', 'all[:]', 'all[]', 'train+', '+train', 'train++test', 'train[:10%',
    'train:10%]', 'Train', 'train[--5:]', 'train[-9999:]', 'train[:5][:3]', 'train[:5]test', 'train[:128]', 'train[-128:]', 'train[127:]', 'train[126:]',
    'train[:-127]', 'train[5:5]', 'train[9:3]', 'train[9:3]+train', 'train[50:9]+test', 'train[9:3]+test', 'train[:1e1]', 'train[:+5]', 'train[:1%%]', 'train[:5shards]', 'tr\u00e4in',
    {'split': 'all'}, {'split': 'train[:5]'}, {'split': 'test', 'to': 50, 'unit': '%', 'rounding': 'pct1_dropremainder'},
    {'split': 'train', 'from': 10, 'to': 20, 'unit': '%', 'rounding': 'pct1_dropremainder'}, {'split': 'train', 'unit': 'shards'},
    {'split': 'train', 'rounding': 'floor'}, {'split': 'train', 'to': 101, 'unit': '%'}, {'split': 'train', 'to': 500, 'unit': 'abs'},
    {'split': 'train', 'to': 12.5, 'unit': '%', 'rounding': 'pct1_dropremainder'}, {'split': 'train', 'to': 2.5}, {'split': 'train', 'to': 2.5, 'unit': 'shard'},
    {'split': 'validation', 'to': 12.5, 'unit': '%', 'rounding': 'pct1_dropremainder'}, {'sum': ['train[', 'test']}, {'of': 'train[9:3]', 'index': 0, 'count': 2, 'dropRemainder': False},
    {'of': 'test[:2]', 'index': 2, 'count': 3, 'dropRemainder': False}, {'of': 'test[:2]', 'index': 0, 'count': 3, 'dropRemainder': True},
]
generated = [make() for make, count in ((expression, 350), (broken, 250), (instruction, 120), (even, 120), (added, 60)) for _ in range(count)]
splits = list({json.dumps(split): split for split in chosen + generated}.values())

write_shards()
dataset = tfds.builder_from_directory(FOLDER)
accepted, refused = [], []
for split in splits:
  if wraps(dataset, split):
    continue
  try:
    picked = read(dataset, split)
  except Exception as error:  # pylint: disable=broad-except
    print(f'{json.dumps(split)} | {type(error).__name__} {re.sub(chr(10), " ", str(error))[:90]}')
    refused.append(split)
  else:
    accepted.append({'split': split, 'intervals': picked})

lines = [',\n'.join('    ' + json.dumps(row) for row in rows) for rows in (accepted, refused)]
with open(os.path.join(HERE, 'tfds-splits.golden.json'), 'w') as file:
  file.write('{\n  "accepted": [\n%s\n  ],\n  "refused": [\n%s\n  ]\n}\n' % tuple(lines))
print(len(accepted), 'accepted', len(refused), 'refused')
