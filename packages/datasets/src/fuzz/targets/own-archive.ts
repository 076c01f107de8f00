import { lstatSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { crc32 } from '@node-rs/crc32';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { openHomeworkDataset } from '../../homework-dataset.js';
import { judge, listTree } from '../judge.js';
import { type Mutation, mutate, mutations, noMutation } from '../mutation.js';
import { nastyName } from '../nasty-names.js';
import { sometimes } from '../sometimes.js';
import type { FuzzTarget } from '../target.js';
import { buildTar } from './build-tar.js';
import { buildZip, type ZipMember } from './build-zip.js';
import { smallImages } from './small-images.js';

interface Input {
  /** A tgz takes of a member its name, bytes, and whether it is a link. */
  kind: 'zip' | 'tgz';
  /** What the zip's names are in, without its saying so. */
  encoding: string;
  added: (ZipMember & { unicodePath: { name: string; isStale: boolean } | null })[];
  /** Zeros that a member unpacks to, MiB. */
  bomb: number;
  changes: Mutation[];
}

const WHOLE = ['은행/사진 1.png', '은행/2.jpg', '단풍/1.png'];
const UNPACKED = /^cache\/unpacked\/[0-9a-f]{32}(?:-cp\d+)?\//;

/** A team's own zip or tgz, which is unpacked to the disk under the names in it, and opened. */
export const ownArchive: FuzzTarget<Input> = {
  name: 'own-archive',
  inputs: 900,
  async prepare() {
    const images = (await smallImages()).slice(0, 3);
    const text = fc.oneof(
      { weight: 2, arbitrary: nastyName },
      {
        weight: 3,
        arbitrary: fc.constantFrom(
          ...['은행/3.png', '단풍/사진 1.png', 'oak/1.png', 'OAK/1.PNG', '은행/2.jpg/3.png', '은행/2.jpg'],
          ...[
            './은행//4.png',
            '__MACOSX/은행/._1.png',
            '은행/.DS_Store',
            '은행/Thumbs.db',
            '은행/desktop.ini',
          ],
          ...['train/은행/1.png', '0.png', '은행/', '은행/con.png', 'a/b/c/d/은행/1.png', '銀杏/1.png'],
          ...['은행/1.png'.normalize('NFD'), '똠/펲.jpg', 'さくら/表.png', '枫树/1.png', 'Ähre/Größe.jpg'],
        ),
      },
    );
    const name = fc.oneof(
      text,
      fc
        .tuple(text, fc.constantFrom('cp949', 'cp932', 'cp936', 'cp950', 'cp437'))
        .map(([one, encoding]) => iconv.encode(one, encoding)),
      fc
        .uint8Array({ minLength: 1, maxLength: 12 })
        .map((bytes) => Buffer.concat([bytes, Buffer.from('/1.png')])),
    );
    const member = fc.record({
      name,
      bytes: fc.oneof(
        { weight: 3, arbitrary: fc.constantFrom(...images) },
        { weight: 1, arbitrary: fc.uint8Array({ maxLength: 50 }) },
      ),
      method: fc.constantFrom(0, 8, 8, 8, 9),
      // Encrypted, data descriptor, UTF-8.
      flags: fc.constantFrom(0, 0, 0, 0x800, 0x800, 1, 8),
      size: sometimes(fc.constantFrom(0, 1, 70 * 2 ** 20, 2 ** 32 - 2), undefined),
      // Two links, a device, a pipe.
      attributes: sometimes(
        fc.constantFrom(...[0o120777, 0o120000, 0o020666, 0o010666].map((mode) => mode * 65536)),
        undefined,
      ),
      unicodePath: sometimes(fc.record({ name: text, isStale: fc.boolean() }), null),
    });
    return {
      input: fc.record({
        kind: fc.constantFrom('zip', 'zip', 'tgz'),
        encoding: fc.constantFrom('utf8', 'cp949'),
        added: fc.array(member, { maxLength: 2 }),
        bomb: fc.oneof(
          { weight: 40, arbitrary: fc.constant(0) },
          { weight: 1, arbitrary: fc.constantFrom(60, 130) },
        ),
        changes: fc.oneof({ weight: 2, arbitrary: noMutation }, { weight: 1, arbitrary: mutations }),
      }),
      async run({ kind, encoding, added, bomb, changes }, folder) {
        const members: ZipMember[] = WHOLE.map((path, i) => ({
          ...{
            name: kind === 'zip' ? iconv.encode(path, encoding) : path,
            bytes: images[i]!,
            method: i === 0 ? 0 : 8,
            flags: 0,
          },
        }));
        members.push(
          ...added.map(({ unicodePath, ...one }) => ({ ...one, extra: extraOf(one.name, unicodePath) })),
        );
        if (bomb > 0)
          members.push({ name: 'oak/bomb.png', bytes: Buffer.alloc(bomb * 2 ** 20), method: 8, flags: 0 });
        const app = join(folder, 'team-3');
        const file = join(app, `leaves.${kind}`);
        mkdirSync(app);
        writeFileSync(file, kind === 'zip' ? mutate(buildZip(members), changes) : packTgz(members, changes));
        const own = { ownDatasets: [{ name: 'leaves', archive: `./leaves.${kind}` }] };
        const open = async () => {
          const at = { dataDir: join(folder, 'data'), cacheDir: join(folder, 'cache') };
          const dataset = await openHomeworkDataset(own, 'leaves', app, at);
          if (added.length + bomb + changes.length > 0) return dataset.info;
          const { keys } = await dataset.loadImages('train', { imageSize: 8 });
          if (
            [...keys].sort().join() !==
            WHOLE.map((path) => `train/${path}`)
              .sort()
              .join()
          )
            throw new Error(`The keys are ${keys.join()}.`);
          return dataset.info;
        };
        const outcome = await judge(open, [file, 'Data set "leaves"']);
        refuseStrange(folder, outcome);
        if (outcome === 'answer') await open();
        return outcome;
      },
    };
  },
};

function packTgz(members: readonly ZipMember[], changes: readonly Mutation[]): Buffer {
  const isLink = ({ attributes = 0 }: ZipMember) => attributes / 65536 >= 0o120000;
  const tar = buildTar(
    members.map((member) => ({
      ...{ name: Buffer.from(member.name as Uint8Array).toString('utf8'), bytes: member.bytes },
      ...(isLink(member)
        ? { type: '2', link: '../../../etc/passwd', size: 0, bytes: Buffer.alloc(0) }
        : { type: '0' }),
    })),
  );
  return gzipSync(mutate(tar, changes), { level: 1 });
}

function extraOf(name: string | Uint8Array, path: Input['added'][number]['unicodePath']) {
  if (path === null) return undefined;
  const data = Buffer.from(path.name).subarray(0, 60000);
  const extra = Buffer.alloc(9);
  extra.writeUInt16LE(0x7075, 0);
  extra.writeUInt16LE(5 + data.length, 2);
  extra[4] = 1;
  extra.writeUInt32LE((crc32(Buffer.from(name as Uint8Array)) ^ (path.isStale ? 1 : 0)) >>> 0, 5);
  return Buffer.concat([extra, data]);
}

/** The archive, what was unpacked of it, whole and without links, and what was decoded of that; nothing else. */
function refuseStrange(folder: string, outcome: string): void {
  const files = listTree(folder).filter((path) => !path.startsWith(join('team-3', 'leaves.')));
  const unpacked = files.filter((path) => UNPACKED.test(path));
  const strange = files.filter(
    (path) => !UNPACKED.test(path) && !(outcome === 'answer' && /^cache\//.test(path)),
  );
  if (strange.length > 0) throw new Error(`It left ${strange.join(', ')}.`);
  if (outcome === 'archive-invalid' && unpacked.length > 0)
    throw new Error(`It left ${unpacked.join(', ')}.`);
  const odd = unpacked.find(
    (path) => !lstatSync(join(folder, path)).isFile() || !/\.(?:jpe?g|png)$/i.test(path),
  );
  if (odd !== undefined) throw new Error(`It unpacked ${odd}.`);
}
