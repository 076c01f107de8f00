import type { ModelSettings } from '@teamnet/records';
import { networks } from './all-networks.js';
import type { OptionValue } from './network.js';
import { readOptions } from './read-options.js';

/**
 * A network's options with its defaults where the settings say nothing; null for a team's own file, whose options only
 * it knows, and for a name that is no network.
 * @throws ModelOptionError for an unknown option or a value that it does not take
 */
export function completeOptions({ name, options }: ModelSettings): Record<string, OptionValue> | null {
  const network = networks.get(name);
  return network ? readOptions(name, network, options) : null;
}
