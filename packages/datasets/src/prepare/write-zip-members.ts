import { writevSync } from 'node:fs';
import { frameExample } from '../tfrecord/frame-example.js';
import { without } from '../write-fully.js';
import type { RecordPlace } from './archive-member.js';
import { readZipMember, type ZipPlace } from './read-zip-member.js';

/** Members of a zip that become records one behind the other. As plain data: it is sent to threads. */
export interface ZipBatch {
  /** The open archive. */
  archive: number;
  place: RecordPlace;
  examples: readonly { label: number; member: ZipPlace }[];
}

/** What went wrong, as plain data. */
export type ZipProblem =
  | { what: 'member'; index: number; message: string }
  | { what: 'disk'; message: string; code: string | undefined; syscall: string | undefined };

/** Unpacks members and writes them as TFRecords, in this thread. @returns what ended it early */
export function writeZipMembers({ archive, place, examples }: ZipBatch): ZipProblem | undefined {
  const pieces: Uint8Array[] = [];
  for (const [index, { label, member }] of examples.entries())
    try {
      pieces.push(...frameExample({ image: [readZipMember(archive, member)], label }));
    } catch (error) {
      return { what: 'member', index, message: (error as Error).message };
    }
  try {
    let at = place.position;
    for (let rest: readonly Uint8Array[] = pieces; rest.length > 0; ) {
      const written = writevSync(place.handle, rest, at);
      at += written;
      rest = without(rest, written);
    }
  } catch (error) {
    const { message, code, syscall } = error as NodeJS.ErrnoException;
    return { what: 'disk', message, code, syscall };
  }
  return undefined;
}
