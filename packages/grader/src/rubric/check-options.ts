import type { Check } from '../check.js';
import { RubricOptionError } from '../errors.js';

/**
 * The settings that a check works with: its defaults, and over them those of the rubric.
 * @param file the rubric, for the error
 * @throws RubricOptionError for a name that the check does not have, or a value that it cannot use
 */
export function checkOptions(
  { id, options: known = {} }: Check,
  given: Readonly<Record<string, unknown>>,
  file: string,
): Record<string, number> {
  const values = Object.fromEntries(Object.entries(known).map(([name, option]) => [name, option.default]));
  for (const [name, value] of Object.entries(given)) {
    const option = known[name];
    if (!option) {
      const names = Object.keys(known);
      throw new RubricOptionError(
        file,
        `the item "${id}" has no option "${name}"`,
        names.length > 0 ? `It has ${names.join(', ')}.` : 'It has none: leave "options" out.',
      );
    }
    const { least, most, whole } = option;
    const fits = typeof value === 'number' && value >= least && value <= most;
    if (!fits || (whole && !Number.isInteger(value)))
      throw new RubricOptionError(
        file,
        `the option "${name}" of the item "${id}" is ${JSON.stringify(value)}`,
        `Write a ${whole ? 'whole ' : ''}number from ${least} to ${most}.`,
      );
    values[name] = value;
  }
  return values;
}
