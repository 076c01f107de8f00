import { framedLength, frameExample } from '../tfrecord/frame-example.js';
import { writeFully } from '../write-fully.js';
import type { ExampleMember, RecordPlace } from './archive-member.js';

/** Writes members that lie in memory as TFRecords; the next ones are framed while the system takes those before. */
export class RecordWriter {
  /** Buffers that are free again: fresh memory costs as much as framing. */
  readonly #spare: Buffer[] = [];

  /** @throws the error of the file system */
  readonly write = async (
    examples: readonly ExampleMember[],
    { handle, position, bytes }: RecordPlace,
  ): Promise<void> => {
    const spare = this.#spare.pop();
    const buffer = spare && spare.length >= bytes ? spare : Buffer.allocUnsafeSlow(bytes);
    let end = 0;
    for (const { label, member } of examples) {
      const start = end;
      end += framedLength(member.bytes, label);
      frameExample(buffer.subarray(start, end), { image: await member.read(), label });
    }
    await writeFully(handle, [buffer.subarray(0, end)], position);
    this.#spare.push(buffer);
  };
}
