import { InvalidArgumentError } from 'commander';

export type OptionValues = Record<string, unknown>;

/**
 * Collects `key=value`: the value is JSON where it can be read as such (true, 3, [1,2]), else a string.
 * @throws InvalidArgumentError without a key or "="
 */
export function collectOption(text: string, before: OptionValues = {}): OptionValues {
  const [, key, value] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
  if (key === undefined || value === undefined)
    throw new InvalidArgumentError('Write it as key=value, e.g. residual=false.');
  return { ...before, [key.trim()]: parseValue(value.trim()) };
}

function parseValue(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
