import { afterAll, expect, test } from 'vitest';
import { inPairs, KilledCollect } from './support/killed-collect.js';

// `npm run proof:sharing` kills at every step, at random moments, and twice.
const room = new KilledCollect();
afterAll(() => room[Symbol.dispose]());

test('a collect that is killed leaves nothing or everything; several at once end well, also beside a dead one', async () => {
  const way = await room.wayOfNew();
  const { journal } = way;
  await inPairs([journal >> 1, journal, journal + 1], (step) => room.killAt(way, step));
  await room.collectAtOnce(way, 2);
});

test('a collect over other runs that is killed leaves the old ones or the new ones', async () => {
  const way = await room.wayOfReplaced();
  const moves = way.steps.flatMap(([name], index) =>
    index >= way.journal && name === 'renameSync' ? [index + 1] : [],
  );
  // Each run is moved by two: the old one away, the new one in.
  expect(moves).toHaveLength(4);
  await inPairs([moves[0]!, moves[1]!, moves[3]!], (step) => room.killAt(way, step));
});
