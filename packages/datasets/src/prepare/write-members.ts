import { frameExample } from '../tfrecord/frame-example.js';
import { writeFully } from '../write-fully.js';
import type { ExampleMember, RecordPlace } from './archive-member.js';

/** Writes members that lie in memory as TFRecords. @throws the error of the file system */
export async function writeMembers(
  examples: readonly ExampleMember[],
  { handle, position }: RecordPlace,
): Promise<void> {
  const pieces: Uint8Array[] = [];
  for (const { label, member } of examples)
    pieces.push(...frameExample({ image: await member.read(), label }));
  await writeFully(handle, pieces, position);
}
