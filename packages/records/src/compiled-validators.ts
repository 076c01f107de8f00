import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { Ajv as AjvClass, ValidateFunction } from 'ajv';
import { SCHEMA_REFERENCES, SCHEMAS } from './schemas/all-schemas.js';

export type Validators = Record<keyof typeof SCHEMA_REFERENCES, ValidateFunction>;

const require = createRequire(import.meta.url);

/** Where the build puts what it compiled; not there in sources. */
export const COMPILED_FILE = fileURLToPath(new URL('./validators.cjs', import.meta.url));

/**
 * The validators that the build compiled, else ones that compile when they are first used. Compiling takes a third of
 * a second of each process that reads a homework and a run; loading what was compiled a tenth of that.
 */
export function loadValidators(file: string = COMPILED_FILE): Validators {
  if (existsSync(file)) {
    const compiled = require(file) as Validators & { fingerprint?: string };
    // A schema may have been changed since, by a build of the types alone.
    if (compiled.fingerprint === schemasFingerprint()) return compiled;
  }
  const ajv = openAjv();
  const validators = {} as Validators;
  for (const [name, reference] of Object.entries(SCHEMA_REFERENCES))
    Object.defineProperty(validators, name, { get: () => ajv.getSchema(reference) });
  return validators;
}

/** @returns the source text of a CommonJS module with all validators */
export function compileValidators(): string {
  const standalone = require('ajv/dist/standalone').default as (ajv: AjvClass, names: object) => string;
  const code = standalone(openAjv({ code: { source: true } }), SCHEMA_REFERENCES);
  return `${code}\nexports.fingerprint = '${schemasFingerprint()}';\n`;
}

function openAjv(options: object = {}): AjvClass {
  // Loaded only where it is needed, for it takes its time as well.
  const { Ajv } = require('ajv') as { Ajv: typeof AjvClass };
  return new Ajv({
    schemas: Object.values(SCHEMAS),
    allErrors: true,
    allowUnionTypes: true,
    discriminator: true,
    strict: true,
    strictRequired: false,
    ...options,
  });
}

function schemasFingerprint(): string {
  const { version } = require('ajv/package.json') as { version: string };
  return createHash('sha256')
    .update(JSON.stringify([version, SCHEMA_REFERENCES, SCHEMAS]))
    .digest('hex');
}
