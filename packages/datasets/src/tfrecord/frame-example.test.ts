import { expect, test } from 'vitest';
import { encodedLength } from './encoded-length.js';
import { encodeExample } from './example.js';
import { FRAME, frameExample } from './frame-example.js';
import { frameRecord } from './frame-record.js';

test('an example is framed with the bytes that protobufjs and frameRecord give, whatever its lengths and pieces', () => {
  for (const size of [0, 1, 100, 113, 114, 127, 128, 129, 16_350, 16_383, 16_384, 300_000, 2_097_152, 5])
    for (const label of [0, 1, 127, 128, 300, 70_000]) {
      const image = Buffer.from(Array.from({ length: size }, (_, i) => (i * 7) % 251));
      for (const cuts of [[], [0], [Math.floor(size / 3), size - 1]]) {
        const edges = [0, ...cuts.filter((cut) => cut > 0), size];
        const pieces = edges.slice(1).map((edge, i) => image.subarray(edges[i]!, edge));
        const framed = Buffer.concat(frameExample({ image: pieces, label }));
        expect(framed.length).toBe(encodedLength(size, label) + FRAME);
        const place = `${size} bytes in ${pieces.length} pieces, ${label}`;
        expect(framed.equals(frameRecord(encodeExample({ image, label }))), place).toBe(true);
      }
    }
});
