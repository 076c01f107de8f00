import type { ErrorObject } from 'ajv';
import { loadValidators, type Validators } from './compiled-validators.js';
import type { RecordKind } from './schemas/all-schemas.js';

export type { RecordKind } from './schemas/all-schemas.js';

let validators: Validators | undefined;

/**
 * Checks a parsed value against the JSON Schema of its kind.
 * @returns null when it fits, else one sentence that names the place and what is allowed there.
 */
export function findProblem(kind: RecordKind, value: unknown): string | null {
  return problemOf(kind, value);
}

/** The same for the value of `training.augment` alone. */
export function findAugmentProblem(value: unknown): string | null {
  return problemOf('augment', value);
}

function problemOf(name: keyof Validators, value: unknown): string | null {
  validators ??= loadValidators();
  const validate = validators[name];
  return validate(value) ? null : describe(mostTelling(validate.errors ?? []));
}

/**
 * An `anyOf` fails with all its branches; the error deepest in the value is the one that helps, and that it is not
 * null never is.
 */
function mostTelling(errors: ErrorObject[]): ErrorObject {
  const depth = (error: ErrorObject) => error.instancePath.split('/').length;
  const summaries = new Set(['anyOf', 'discriminator', 'if', 'not', 'propertyNames']);
  const concrete = errors.filter(
    ({ keyword, params }) => !summaries.has(keyword) && !(keyword === 'type' && params.type === 'null'),
  );
  const candidates = concrete.length > 0 ? concrete : errors;
  return candidates.reduce((best, error) => (depth(error) > depth(best) ? error : best));
}

function describe(error: ErrorObject): string {
  const place = error.instancePath
    .split('/')
    .slice(1)
    .map((part) => (/^\d+$/.test(part) ? `[${part}]` : `.${part}`))
    .join('')
    .replace(/^\./, '');
  const at = place === '' ? 'the file' : `"${place}"`;
  const parameters = error.params as Record<string, unknown>;
  switch (error.keyword) {
    case 'required':
      return `${at} lacks "${parameters.missingProperty}".`;
    case 'additionalProperties':
      return `${at} has an unknown entry "${parameters.additionalProperty}".`;
    case 'enum':
      return `${at} must be one of ${(parameters.allowedValues as unknown[]).map((v) => JSON.stringify(v)).join(', ')}.`;
    case 'const':
      return `${at} must be ${JSON.stringify(parameters.allowedValue)}.`;
    case 'minProperties':
      return `${at} is empty.`;
    case 'maxProperties':
      return `${at} takes only one entry.`;
    default:
      return `${at} ${error.message ?? 'is not valid'}.`;
  }
}
