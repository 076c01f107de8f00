"""Prepares a data set with TFDS' own builder: python tfds_prepare.py BUILDER.json BASE DATA_DIR.

Says seconds, without the start of the process, the same with what it wrote flushed to the disk, as our side does, and
the peak of its memory in MB; the counterpart of src/bench/contenders/our-prepare.ts.
"""

import json
import os
import pathlib
import resource
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / 'src' / 'interop'))
import tensorflow  # pylint: disable=unused-import; TFDS would load it when it is first needed, while time is taken.
import tensorflow_datasets as tfds
import tfds_reference


def peak_memory():
  status = pathlib.Path('/proc/self/status')
  # Not what getrusage says, which begins with the memory of the process that started this one.
  lines = status.read_text().splitlines() if status.exists() else []
  peak = next((int(line.split()[1]) for line in lines if line.startswith('VmHWM:')), None)
  return (peak or resource.getrusage(resource.RUSAGE_SELF).ru_maxrss) // 1024


def flush(folder):
  for path in [*folder.rglob('*'), folder]:
    handle = os.open(path, os.O_RDONLY)
    os.fsync(handle)
    os.close(handle)


def main(file, base, data_dir):
  with open(file) as content:
    builder = json.load(content)
  # A bar costs time; ours shows none either.
  tfds.disable_progress_bar()
  tfds.builder_cls(builder['name'])
  # As our side waits until loading has come to rest.
  time.sleep(0.2)
  start = time.perf_counter()
  tfds_reference.prepare(builder['name'], data_dir, base, builder['archives'])
  seconds = time.perf_counter() - start
  flush(pathlib.Path(data_dir) / builder['name'])
  flushed = time.perf_counter() - start
  memory = peak_memory()
  print(json.dumps({'seconds': seconds, 'flushed': flushed, 'memory': memory}), flush=True)


if __name__ == '__main__':
  main(*sys.argv[1:])
