// Reads one HDF5 file in a thread of its own, which the caller can end: on a damaged file the HDF5 library may loop for
// ever. Plain JavaScript, because a thread is started from a file, and tests run the TypeScript.
import { parentPort, workerData } from 'node:worker_threads';
import * as h5wasm from 'h5wasm';

const NAME = '/weights.h5';
/** Far more than a network of a thousand layers has. */
const MOST_GROUPS = 20_000;
const NUMBERS = /^[<>]?[fdehbilqBHILQ]$/;

/** What the caller tells of a file that is no file of weights. */
class Refused extends Error {}

const library = await h5wasm.ready;
// Else the library prints to standard error and goes on.
library.activate_throwing_error_handler();
h5wasm.FS.writeFile(NAME, workerData.bytes);
let groups = 0;
let numbers = 0;
try {
  const root = readGroup(new h5wasm.File(NAME, 'r'), '');
  parentPort.postMessage({ root });
} catch (error) {
  const problem =
    error instanceof Refused ? error.message : `the HDF5 library finds it damaged (${reasonOf(error)})`;
  parentPort.postMessage({ problem });
}

function readGroup(group, path) {
  if (++groups > MOST_GROUPS || path.length > 4000)
    throw new Refused('its groups are more, or lie deeper, than those of a file of weights');
  const read = { attributes: readAttributes(group), groups: {}, arrays: {} };
  for (const name of group.keys()) {
    const child = group.get(name);
    if (child?.type === 'Group') read.groups[name] = readGroup(child, `${path}/${name}`);
    else if (child?.type === 'Dataset') read.arrays[name] = readArray(child, `${path}/${name}`);
  }
  return read;
}

function readAttributes(group) {
  const texts = {};
  for (const [name, attribute] of Object.entries(group.attrs)) {
    const value = attribute.to_array();
    const list = Array.isArray(value) ? value : [value];
    if (list.every((text) => typeof text === 'string')) texts[name] = list;
  }
  return texts;
}

/** null for what is no plain array of numbers. */
function readArray(dataset, path) {
  const { shape, dtype } = dataset;
  if (!shape || typeof dtype !== 'string' || !NUMBERS.test(dtype)) return null;
  numbers += shape.reduce((size, side) => size * side, 1);
  // Before they are read: a small file could fill the memory.
  if (!(numbers <= workerData.bytes.length))
    throw new Refused(`its arrays up to ${path} are more numbers than the file has bytes`);
  const { value } = dataset;
  return { shape, values: Float32Array.from(typeof value === 'number' ? [value] : value, Number) };
}

/** The library's stack of errors ends with the one that tells most: `truncated file: eof = 100, …`. */
function reasonOf({ message }) {
  const lines = message.split('\n').filter((line) => line.includes('line '));
  return (lines.at(-1) ?? message).replace(/^.*\(\): /, '').slice(0, 120);
}
