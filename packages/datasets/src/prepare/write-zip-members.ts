import { writeSync } from 'node:fs';
import { framedLength, frameExample } from '../tfrecord/frame-example.js';
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

let room = Buffer.alloc(0);

/** Unpacks members and writes them as TFRecords, in this thread. @returns what ended it early */
export function writeZipMembers({ archive, place, examples }: ZipBatch): ZipProblem | undefined {
  if (room.length < place.bytes) room = Buffer.allocUnsafeSlow(place.bytes);
  let end = 0;
  for (const [index, { label, member }] of examples.entries()) {
    const start = end;
    end += framedLength(member.bytes, label);
    try {
      const image = [readZipMember(archive, member)];
      frameExample(room.subarray(start, end), { image, label });
    } catch (error) {
      return { what: 'member', index, message: (error as Error).message };
    }
  }
  try {
    for (let at = 0; at < end; ) at += writeSync(place.handle, room, at, end - at, place.position + at);
  } catch (error) {
    const { message, code, syscall } = error as NodeJS.ErrnoException;
    return { what: 'disk', message, code, syscall };
  }
  return undefined;
}
