import type { DataProgress } from '@teamnet/datasets';
import type { ProgressDisplay } from './progress-display.js';

/** Shows what the data sets are doing. */
export function showDataProgress(display: ProgressDisplay): (event: DataProgress) => void {
  return (event) => {
    switch (event.kind) {
      case 'download':
        return display.update(`${event.dataset}: ${event.file}`, event.done, event.total, 'MB');
      case 'prepare':
        return display.update(`${event.dataset}: preparing`, event.done, event.total, 'images');
      case 'read':
        return display.update(`${event.dataset}: reading`, event.done, event.total, 'images');
      case 'decode':
        return display.update(`${event.dataset}: decoding ${event.split}`, event.done, event.total, 'images');
      default:
        return display.line(`${event.dataset}: ${event.message}`);
    }
  };
}
