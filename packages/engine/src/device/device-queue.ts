import { utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ComputeDevice } from './compute-device.js';
import { makeQueueFolder } from './lock-folder.js';
import {
  type DeviceUse,
  removeTicket,
  silentSeconds,
  type Ticket,
  takeTicket,
  ticketsBefore,
} from './ticket.js';

/** Where one stands in the queue of a device. */
export interface QueuePlace {
  /** The device, for people. */
  device: string;
  /** How many are before; 0 = it is one's turn. */
  before: number;
  /** Those before who can be known, the first (who has the device) first. */
  ahead: DeviceUse[];
}

interface WaitOptions {
  onWait(place: QueuePlace): void;
  signal?: AbortSignal | undefined;
  pollMilliseconds?: number;
}

/**
 * A device of this machine for one training at a time, for all users of it: who comes later waits, in the order of
 * coming. The place of a process that has ended is given up, however it ended.
 */
export class DeviceQueue implements Disposable {
  private readonly heartbeat: NodeJS.Timeout;
  private readonly leave = () => removeTicket(this.file);

  private constructor(
    private readonly device: ComputeDevice,
    private readonly folder: string,
    private readonly ticket: Ticket & { use: DeviceUse },
  ) {
    this.heartbeat = setInterval(() => this.touch(), (silentSeconds / 12) * 1000);
    this.heartbeat.unref();
    process.once('exit', this.leave);
  }

  /**
   * Waits until the device is free.
   *
   * @param options.label what is trained, for those who wait
   * @param options.onWait called when it has to wait, each time its place or the holder's work changes, and once with
   *   `before: 0` when the wait is over
   * @param options.signal ends the wait; nothing of it is left
   * @throws DeviceQueueError where the queue cannot be kept; the signal's reason
   */
  static async enter(device: ComputeDevice, options: WaitOptions & { label: string }): Promise<DeviceQueue> {
    options.signal?.throwIfAborted();
    const folder = makeQueueFolder(device.id);
    const queue = new DeviceQueue(device, folder, takeTicket(folder, options.label, device.share));
    try {
      await queue.wait(options);
      queue.begin();
      return queue;
    } catch (error) {
      queue[Symbol.dispose]();
      throw error;
    }
  }

  /** Tells those who wait what is trained now. */
  relabel(label: string): void {
    this.ticket.use.label = label;
    this.write();
  }

  private begin(): void {
    this.ticket.use.since = new Date().toISOString();
    this.write();
  }

  /** Gives the device to the next. */
  [Symbol.dispose](): void {
    clearInterval(this.heartbeat);
    process.off('exit', this.leave);
    this.leave();
  }

  private get file(): string {
    return join(this.folder, this.ticket.name);
  }

  private async wait({ onWait, signal, pollMilliseconds = 300 }: WaitOptions): Promise<void> {
    const { name, capacity, share } = this.device;
    let told = '';
    for (;;) {
      const before = ticketsBefore(this.folder, this.ticket.name);
      const taken = before.reduce((sum, { use }) => sum + (use?.share ?? capacity), 0);
      if (taken + share <= capacity) {
        if (told) onWait({ device: name, before: 0, ahead: [] });
        return;
      }
      const ahead = before.flatMap(({ use }) => use ?? []);
      const place = { device: name, before: before.length, ahead };
      const what = JSON.stringify([before.length, ahead[0]?.label]);
      if (what !== told) onWait(place);
      told = what;
      await sleep(pollMilliseconds, undefined, { signal });
    }
  }

  private touch(): void {
    try {
      utimesSync(this.file, new Date(), new Date());
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      this.write();
    }
  }

  /** Also where something has cleared the temporary folder meanwhile. */
  private write(): void {
    makeQueueFolder(this.device.id);
    writeFileSync(this.file, JSON.stringify(this.ticket.use), { mode: 0o644 });
  }
}
