import type { WatchEvent } from '@teamnet/reporter';
import { describeError } from './print-error.js';

/** One line with the time of day on what `teamnet report --watch` did. */
export function formatWatchEvent(event: WatchEvent, now: Date): string {
  return `${now.toTimeString().slice(0, 8)} ${says(event)}`;
}

function says(event: WatchEvent): string {
  switch (event.kind) {
    case 'watching':
      return `watching ${event.paths.join(', ')}; Ctrl-C ends it`;
    case 'stranger':
      return `${event.file} is in no report: discussions are ${event.expected.join(', ')}`;
    case 'failed': {
      const { message, remedy } = describeError(event.error);
      return `${cause(event.changed)}, no report written: ${message} ${remedy}`.replace(/\s+/g, ' ');
    }
    case 'written': {
      const names = (changed: boolean) =>
        event.reports.filter((report) => report.changed === changed).map(({ student }) => student);
      const parts = [
        ...(names(true).length > 0 ? [`report of ${names(true).join(', ')} written`] : []),
        ...(names(false).length > 0 ? [`${names(false).join(', ')} unchanged`] : []),
      ];
      const start = event.changed.length > 0 ? `${cause(event.changed)}: ` : '';
      return `${start}${parts.join('; ')} (${event.seconds.toFixed(1)} s)`;
    }
  }
}

function cause(changed: readonly string[]): string {
  const [first, ...others] = changed;
  return others.length === 0 ? `${first} changed` : `${first} and ${others.length} more changed`;
}
