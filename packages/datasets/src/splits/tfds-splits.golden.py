"""Writes tfds-splits.golden.json with the real tensorflow_datasets: what its split language picks and refuses.

Run: python tfds-splits.golden.py (in a venv with tensorflow-datasets).
"""

import json
import random
import re

from tensorflow_datasets.core import splits as splits_lib

LENGTHS = {'train': [1260, 1261], 'test': [100, 99, 101, 72]}
INFOS = [
    splits_lib.SplitInfo(name=n, shard_lengths=l, num_bytes=0, filename_template=None) for n, l in LENGTHS.items()
]


def pick(expression):
  picked = []
  for i in splits_lib._make_absolute_instructions(INFOS, expression):
    count = sum(LENGTHS[i.splitname])
    low = i.from_ or 0
    picked.append([i.splitname, low, max(low, count if i.to is None else i.to)])
  return picked


random.seed(1)
bounds = {'': lambda: random.randint(-372, 372), '%': lambda: random.randint(-100, 100), 'shard': lambda: random.randint(-2, 2)}


def term():
  name = random.choice(['train', 'test'])
  unit = random.choice(list(bounds))
  low = random.choice(['', f'{bounds[unit]()}{unit}'])
  high = random.choice(['', f'{bounds[unit]()}{unit}'])
  return f'{name}[{low}:{high}]' if low or high else name


expressions = [
    'train', 'test', 'all', 'train+test', 'train + test[:50%]', 'train[:80%]', 'train[80%:]+test', 'train[1shard]',
    'train[-1shard]', 'test[3shard]', 'test[1shard:3shard]', 'train[:1_000]', 'train[-100:]', 'train[:85%]', 'train[85%:]',
    'train[10:-20]', 'train[33%:66%]', 'test[:1%]', 'test[0shard:0shard]', 'test[:-1shard]',
] + ['+'.join(term() for _ in range(random.randint(1, 2))) for _ in range(300)]
bad = [
    '', 'validation', 'train[', 'train[]', 'train[:]', 'train[::]', 'train[1:2:3]', 'train[5]', 'train[50%]', 'train[:101%]',
    'train[-101%:]', 'train[:9999]', 'train[:2.5%]', 'train[a:b]', 'train[:80 %]', 'all[:50%]', 'train+', '+train', 'train++test',
    'train[:10%', 'train:10%]', 'Train', 'train[--5:]', 'train[-9999:]',
]

accepted, refused = [], []
for expression in dict.fromkeys(expressions + bad):
  try:
    intervals = pick(expression)
  except Exception as error:  # pylint: disable=broad-except
    print(expression, '|', re.sub(r'\s+', ' ', str(error))[:100])
    refused.append(expression)
    continue
  # An expression that picks nothing fails in TFDS when it is read.
  (accepted if any(b > a for _, a, b in intervals) else refused).append(
      {'expression': expression, 'intervals': intervals} if any(b > a for _, a, b in intervals) else expression
  )

rows = ',\n'.join('    ' + json.dumps(row) for row in accepted)
with open(__file__.replace('.py', '.json'), 'w') as file:
  file.write('{\n  "accepted": [\n%s\n  ],\n  "refused": %s\n}\n' % (rows, json.dumps(refused)))
