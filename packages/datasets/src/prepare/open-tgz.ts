import { createReadStream } from 'node:fs';
import { Parser, type ReadEntry } from 'tar';
import { ArchiveInvalidError, InterruptedError } from '../errors.js';
import { type ArchiveMember, type OpenArchive, refuseTraversal } from './archive-member.js';

/**
 * Streams a tgz once and keeps the members that are wanted in memory (230 MB for tf_flowers): a tgz cannot be read in
 * another order than its own.
 * @throws ArchiveInvalidError that names the byte: cut off, broken, a path that leads outside
 */
export async function openTgz(
  file: string,
  wanted: (path: string) => boolean,
  signal?: AbortSignal,
): Promise<OpenArchive> {
  const members: ArchiveMember[] = [];
  let problem: unknown;
  const parser = new Parser({
    strict: true,
    onReadEntry: (entry) => {
      try {
        refuseTraversal(file, entry.path);
        if (entry.type === 'File' && wanted(entry.path)) collect(entry, members);
        else entry.resume();
      } catch (error) {
        problem ??= error;
        entry.resume();
      }
    },
  });
  const ended = new Promise<void>((resolve) => {
    parser.once('end', resolve);
    parser.on('error', (error) => {
      problem ??= error;
      resolve();
    });
  });
  let at = 0;
  try {
    for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 })) {
      if (signal?.aborted) throw new InterruptedError('Reading the archive');
      parser.write(chunk as Buffer);
      if (problem) break;
      at += (chunk as Buffer).length;
    }
    if (!problem) {
      parser.end();
      await ended;
    }
  } catch (error) {
    if (error instanceof InterruptedError) throw error;
    problem ??= error;
  }
  if (problem instanceof ArchiveInvalidError) throw problem;
  if (problem)
    throw new ArchiveInvalidError(
      file,
      `is not a whole tgz archive, broken near byte ${at}: ${(problem as Error).message}.`,
      problem,
    );
  return { members, close: () => {} };
}

function collect(entry: ReadEntry, members: ArchiveMember[]): void {
  const chunks: Buffer[] = [];
  entry.on('data', (chunk) => chunks.push(chunk as Buffer));
  entry.on('end', () => {
    const bytes = Buffer.concat(chunks);
    members.push({ path: entry.path, bytes: bytes.length, read: async () => bytes });
  });
}
