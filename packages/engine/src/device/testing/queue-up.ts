import { setTimeout as sleep } from 'node:timers/promises';
import { DeviceQueue } from '../device-queue.js';

/**
 * A process of its own that queues for a device, holds it and gives it back, and prints a line at each turn. Arguments:
 * the label, and for how many milliseconds it holds the device. SIGINT ends it as Ctrl-C ends `teamnet`.
 */
const [label = '', milliseconds = '0'] = process.argv.slice(2);
const stop = new AbortController();
process.on('SIGINT', () => stop.abort());
const say = (line: string) => process.stdout.write(`${line}\n`);
const device = { id: 'cpu', name: 'the CPU', capacity: 1, share: 1 };
try {
  using _queue = await DeviceQueue.enter(device, {
    label,
    pollMilliseconds: 10,
    signal: stop.signal,
    onWait: ({ before, ahead }) => {
      if (before > 0) say(`waits behind ${before}: ${ahead.map((each) => each.label).join(', ')}`);
    },
  });
  say('holds');
  await sleep(Number(milliseconds));
} catch (error) {
  if (!stop.signal.aborted) throw error;
  say('stopped');
}
