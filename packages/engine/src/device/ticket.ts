import { randomUUID } from 'node:crypto';
import {
  chmodSync,
  linkSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { isRunning, type ProcessIdentity, thisProcess } from '@teamnet/records';

/** What a ticket says of the process that took it. */
export interface DeviceUse extends ProcessIdentity {
  user: string;
  /** What it trains, e.g. `team-3, baseline on tf_flowers`. */
  label: string;
  /** Since when it has the device, or before that since when it waits, in ISO 8601. */
  since: string;
  /** How much of the device it takes. */
  share: number;
}

/** A place in a device's queue: a file whose name gives the order. */
export interface Ticket {
  name: string;
  /** Undefined where it cannot be read. */
  use: DeviceUse | undefined;
}

/** A ticket of another machine (a container) whose process has not touched it for so long is taken for dead. */
export const silentSeconds = 60;

/**
 * Takes the next ticket in a folder.
 *
 * Two may take the same number, or one a number that others have passed meanwhile; then a higher ticket is seen when
 * looking again, and this one is given up for a later one. So whoever stands behind a ticket has seen it, and never two
 * are at the head.
 */
export function takeTicket(folder: string, label: string, share: number): Ticket & { use: DeviceUse } {
  const id = randomUUID();
  const use = { ...thisProcess(), user: userInfo().username, label, since: new Date().toISOString(), share };
  const draft = join(folder, `.${id}.draft`);
  writeFileSync(draft, JSON.stringify(use), { flag: 'wx' });
  try {
    chmodSync(draft, 0o644);
    for (;;) {
      const last = ticketNames(folder).at(-1);
      const name = `${String(last ? Number.parseInt(last, 10) + 1 : 1).padStart(9, '0')}-${id}.json`;
      linkSync(draft, join(folder, name));
      if (ticketNames(folder).at(-1) === name) return { name, use };
      rmSync(join(folder, name));
    }
  } finally {
    rmSync(draft, { force: true });
  }
}

/**
 * Who stands before a ticket, the first first. Left out are those whose process has ended; their tickets are removed,
 * unless they are another user's.
 */
export function ticketsBefore(folder: string, name: string): Ticket[] {
  return ticketNames(folder)
    .filter((each) => each < name)
    .map((each) => ({ name: each, use: readUse(join(folder, each)) }))
    .filter((ticket) => {
      const file = join(folder, ticket.name);
      const dead = isDead(file, ticket.use);
      if (dead) removeTicket(file);
      return !dead;
    });
}

/** Removes a ticket; another user's stays, which only they may remove. */
export function removeTicket(file: string): void {
  try {
    unlinkSync(file);
  } catch (error) {
    if (!['ENOENT', 'EPERM', 'EACCES'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  }
}

/** Names of the tickets in a folder, in their order. */
function ticketNames(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => /^\d{9}-.*\.json$/.test(name))
    .sort();
}

function readUse(file: string): DeviceUse | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as DeviceUse;
  } catch (error) {
    // Gone meanwhile, being rewritten at this moment, or not ours to read.
    const { code } = error as NodeJS.ErrnoException;
    if (error instanceof SyntaxError || code === 'ENOENT' || code === 'EACCES') return undefined;
    throw error;
  }
}

function isDead(file: string, use: DeviceUse | undefined): boolean {
  const running = use && isRunning(use);
  if (running !== undefined) return !running;
  const touched = statSync(file, { throwIfNoEntry: false })?.mtimeMs;
  return touched === undefined || Date.now() - touched > silentSeconds * 1000;
}
