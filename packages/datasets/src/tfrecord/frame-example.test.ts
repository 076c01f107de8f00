import { expect, test } from 'vitest';
import { encodeExample } from './example.js';
import { ExampleFramer } from './frame-example.js';
import { frameRecord } from './frame-record.js';

test('an example is framed with the bytes that protobufjs and frameRecord give, whatever its lengths', () => {
  const framer = new ExampleFramer();
  for (const size of [0, 1, 100, 113, 114, 127, 128, 129, 16_350, 16_383, 16_384, 300_000, 2_097_152, 5])
    for (const label of [0, 1, 127, 128, 300, 70_000]) {
      const image = Buffer.alloc(size, size % 251);
      const framed = framer.frame({ image, label });
      expect(framed.equals(frameRecord(encodeExample({ image, label }))), `${size} bytes, ${label}`).toBe(
        true,
      );
    }
});
