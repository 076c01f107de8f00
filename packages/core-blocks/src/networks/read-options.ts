import { ModelOptionError } from '../errors.js';
import type { Network, OptionValue } from './network.js';

/**
 * The options of a network, complete: those given over those it has by default.
 * @throws ModelOptionError for an unknown name or a value that the option does not take
 */
export function readOptions(
  name: string,
  network: Network,
  given: Readonly<Record<string, unknown>>,
): Record<string, OptionValue> {
  const options = Object.entries(network.options);
  const allowed = options.map(([key, option]) => `${key} (${option.allowed})`).join(', ');
  const complete = Object.fromEntries(options.map(([key, option]) => [key, option.default]));
  for (const [key, value] of Object.entries(given)) {
    const option = Object.hasOwn(network.options, key) ? network.options[key] : undefined;
    if (!option) throw new ModelOptionError(name, `there is no option "${key}".`, allowed);
    if (!option.accepts(value))
      throw new ModelOptionError(
        name,
        `the option "${key}" must be ${option.allowed}, not ${JSON.stringify(value)}.`,
        allowed,
      );
    complete[key] = value as OptionValue;
  }
  return complete;
}
