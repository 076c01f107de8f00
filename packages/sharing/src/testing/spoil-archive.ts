import { readFileSync, writeFileSync } from 'node:fs';
import type { Run, RunFile, Share } from '@teamnet/records';
import { unzipSync, type Zippable, zipSync } from 'fflate';
import { sha256 } from './make-run.js';

/** A file made by `teamnet share`, opened for somebody who means ill. */
export interface OpenArchive {
  /** Contents by path; share.json and the first run's run.json are written over these when it is closed. */
  files: Zippable;
  share: Share;
  /** The first run's. */
  run: Run;
}

/** Changes an archive in place; share.json lists the changed run.json correctly. */
export function spoilArchive(file: string, change: (archive: OpenArchive) => void): void {
  const files: Zippable = unzipSync(readFileSync(file));
  const read = <T>(path: string) => JSON.parse(Buffer.from(files[path] as Uint8Array).toString()) as T;
  const share = read<Share>('share.json');
  const [first] = share.runs;
  const runFile = () => `runs/${first!.experiment}/${first!.dataset}/run.json`;
  const archive: OpenArchive = { files, share, run: read<Run>(runFile()) };
  change(archive);
  const run = Buffer.from(JSON.stringify(archive.run));
  if (files[runFile()]) files[runFile()] = run;
  relist(first!.files, 'run.json', run);
  if (files['share.json']) files['share.json'] = Buffer.from(JSON.stringify(share));
  writeFileSync(file, zipSync(files));
}

/** Gives a listed file the size and sha256 of a content. */
export function relist(list: RunFile[], path: string, content: Uint8Array): void {
  const listed = list.find((one) => one.path === path);
  if (listed) Object.assign(listed, { bytes: content.length, sha256: sha256(content) });
}

/** Replaces bytes everywhere in a file by as many others: zip writers refuse what a hand can do. */
export function patchBytes(file: string, from: string, to: string): void {
  if (from.length !== to.length) throw new Error('They must be equally long.');
  const text = readFileSync(file, 'latin1');
  if (!text.includes(from)) throw new Error(`There is no ${from} in it.`);
  writeFileSync(file, Buffer.from(text.replaceAll(from, to), 'latin1'));
}
