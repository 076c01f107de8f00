import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { afterAll, describe, expect, test } from 'vitest';
import { WeightsFileError } from '../../errors.js';
import content from '../../fixtures/torch-files.json' with { type: 'json' };
import { randomNumbers } from '../../testing/random-numbers.js';
import { legacyHeader, PickleWriter } from '../../testing/write-pickle.js';
import { BytesError } from '../byte-reader.js';
import { readWeightsFile } from '../read-weights-file.js';
import { ZipError } from '../zip-members.js';
import { PickleRefusedError } from './read-pickle.js';
import { readTorch } from './read-torch.js';

const fixture = (name: string) => join(import.meta.dirname, '..', '..', 'fixtures', name);
const folder = mkdtempSync(join(tmpdir(), 'teamnet-torch-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Reads bytes as a weights file. */
async function read(bytes: Uint8Array) {
  const file = join(folder, 'weights.pth');
  writeFileSync(file, bytes);
  return readWeightsFile(file);
}

describe.each(['legacy.pth', 'zipped.pt'])('%s, written by torch,', (name) => {
  test('gives every tensor as torch has it: views, halves, bfloat16, shared storages', async () => {
    const { layers, layout, ordered } = await readWeightsFile(fixture(name));
    const found = layers.flatMap((layer) =>
      layer.tensors.map(({ name: tensor, shape, values }) => {
        return [`${layer.name}.${tensor}`, { shape, values: [...values] }] as const;
      }),
    );
    expect({ layout, ordered }).toEqual({ layout: 'torch', ordered: true });
    expect(found.map(([tensor]) => tensor)).toEqual(Object.keys(content));
    for (const [tensor, { shape, values }] of found) {
      const expected = content[tensor as keyof typeof content];
      expect(shape).toEqual(expected.shape);
      expect(values).toEqual(expected.values.map(Math.fround));
    }
  });

  test('is refused in one error wherever it is cut off', async () => {
    const bytes = readFileSync(fixture(name));
    for (let length = 0; length < bytes.length; length += 1 + Math.floor(bytes.length / 150))
      await expect(read(bytes.subarray(0, length))).rejects.toThrow(WeightsFileError);
  });

  test('is read or refused, and nothing else, when any of its bytes are changed', () => {
    const bytes = readFileSync(fixture(name));
    const random = randomNumbers(1);
    let refused = 0;
    for (let round = 0; round < 2000; round++) {
      const changed = Buffer.from(bytes);
      for (let times = random(3); times >= 0; times--) changed[random(bytes.length)] = random(256);
      try {
        readTorch(changed);
      } catch (error) {
        expect([PickleRefusedError, BytesError, ZipError]).toContain((error as Error).constructor);
        refused++;
      }
    }
    expect(refused).toBeGreaterThan(100);
  });
});

/** A file of the legacy format with this pickle as its value. */
const legacy = (pickle: Buffer) => Buffer.concat([legacyHeader(), pickle]);
const storage = (writer: PickleWriter, size: number) =>
  writer.op('(').text('storage').global('torch', 'FloatStorage').text('0').text('cpu').int(size).op('t', 'Q');

describe('A hostile file', () => {
  test.each([
    ['posix', 'system'],
    ['builtins', 'eval'],
    ['torch', 'load'],
    ['torch.nn.modules.conv', 'Conv2d'],
    ['__builtin__', 'getattr'],
  ])("that wants Python's %s.%s is refused by that name", async (module, name) => {
    const pickle = new PickleWriter().global(module, name).op('(').text('echo hacked').op('t', 'R').end();
    await expect(read(legacy(pickle))).rejects.toThrow(`wants Python's "${module}.${name}"`);
  });

  test('that takes a global from the stack, or makes an object in an older way, is refused by the operation', async () => {
    const stackGlobal = new PickleWriter().text('posix').text('system').op(0x93).end();
    await expect(read(legacy(stackGlobal))).rejects.toThrow('the operation 0x93');
    const instance = new PickleWriter().op('(', 'i', ...Buffer.from('posix\nsystem\n')).end();
    await expect(read(legacy(instance))).rejects.toThrow('the operation 0x69');
    const newObject = new PickleWriter().global('torch', 'FloatStorage').op(')', 0x81).end();
    await expect(read(legacy(newObject))).rejects.toThrow('the operation 0x81');
  });

  test('that calls a name which is only a name is refused', async () => {
    const pickle = new PickleWriter().global('torch', 'FloatStorage').op(')', 'R').end();
    await expect(read(legacy(pickle))).rejects.toThrow('calls what is no function of weights');
  });

  test('of a few bytes cannot ask for a large tensor', async () => {
    const tensor = new PickleWriter().op('}').text('a').global('torch._utils', '_rebuild_tensor_v2').op('(');
    storage(tensor, 4);
    const large = tensor.int(0).op('(').int(30000).int(30000).op('t', '(').int(0).int(0).op('t', 0x89);
    const pickle = large.global('collections', 'OrderedDict').op(')', 'R', 't', 'R', 's').end();
    await expect(read(legacy(pickle))).rejects.toThrow('[30000, 30000] in a storage of 4 numbers');
  });

  test('cannot hide its data.pkl, or unpack to more than the memory', async () => {
    await expect(read(zipSync({ 'a/other': new Uint8Array(3) }))).rejects.toThrow('without the data.pkl');
    const bomb = zipSync({ 'a/data.pkl': new Uint8Array(1000) }, { level: 9 });
    // The size in the central directory, which unpacking goes by.
    const at = Buffer.from(bomb).indexOf(Buffer.from([0x50, 0x4b, 1, 2])) + 24;
    new DataView(bomb.buffer, bomb.byteOffset).setUint32(at, 0xf0000000, true);
    await expect(read(bomb)).rejects.toThrow('more than 2147483648 bytes');
  });
});

test('A file that is missing or of another kind is told so', async () => {
  await expect(readWeightsFile(join(folder, 'none.pth'))).rejects.toThrow('there is no such file');
  await expect(read(Buffer.from('hello'))).rejects.toThrow('neither HDF5 nor of torch.save');
});
