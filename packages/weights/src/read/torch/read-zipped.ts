import { ByteReader } from '../byte-reader.js';
import { zipMembers } from '../zip-members.js';
import type { TorchContent } from './read-legacy.js';
import { PickleRefusedError, readPickle } from './read-pickle.js';
import { type TorchStorage, torchRules } from './torch-objects.js';

/**
 * Reads torch's format since 1.6: a zip file with `<name>/data.pkl`, the pickle of the value, and `<name>/data/<key>`,
 * the bytes of each storage.
 * @throws PickleRefusedError, BytesError, ZipError
 */
export function readZippedTorch(bytes: Uint8Array): TorchContent {
  const members = zipMembers(bytes, (name) => /^[^/]+\/(data\.pkl|byteorder|data\/[^/]+)$/.test(name));
  const pickles = [...members.keys()].filter((name) => name.endsWith('/data.pkl'));
  if (pickles.length !== 1)
    throw new PickleRefusedError('it is a zip file without the data.pkl of torch.save');
  const root = pickles[0]!.slice(0, -'data.pkl'.length);
  const order = members.get(`${root}byteorder`);
  if (order && new TextDecoder().decode(order).trim() !== 'little')
    throw new PickleRefusedError('its numbers are big-endian');
  const value = readPickle(
    new ByteReader(members.get(pickles[0]!)!),
    torchRules(new Map<string, TorchStorage>()),
  );
  return {
    value,
    bytesOf({ key, size, type }) {
      const place = members.get(`${root}data/${key}`);
      if (!place || place.length !== size * type.bytes)
        throw new PickleRefusedError(`it lacks the ${size} numbers of its storage ${key.slice(0, 20)}`);
      return place;
    },
  };
}
