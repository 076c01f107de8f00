import type { QueuePlace } from '@teamnet/engine';

/** A place in the queue of a device as a line for people. */
export function describePlace({ device, before, ahead }: QueuePlace): string {
  if (before === 0) return `Your turn on ${device}.`;
  const [holder] = ahead;
  const who = holder
    ? `It trains ${holder.label} (process ${holder.pid} of ${holder.user}, since ${clock(holder.since)})`
    : 'Who has it cannot be read';
  return `Waiting for ${device}: ${before} before you. ${who}.`;
}

function clock(since: string): string {
  return new Date(since).toTimeString().slice(0, 5);
}
