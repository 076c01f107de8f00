import * as tf from '@tensorflow/tfjs';
import { TraceError } from '../errors.js';

/** The operations of tfjs that fill a tensor with random numbers from JavaScript, seeded or not. */
const RANDOM = new Set([
  'multinomial',
  'rand',
  'randomGamma',
  'randomNormal',
  'randomStandardNormal',
  'randomUniform',
  'randomUniformInt',
  'truncatedNormal',
]);

/** tfjs opens a scope of this name around each operation. */
const SCOPE = /^(.+)__op$/;

/**
 * Runs `work` and refuses random numbers that JavaScript draws: in a graph they would be the same in every step. Names the
 * function that `work` called, e.g. tf.dropout, and not the one that this calls in turn.
 *
 * @throws TraceError
 */
export function withoutRandomNumbers<T>(work: () => T): T {
  const engine = tf.engine();
  const { startScope, endScope } = engine;
  const { random } = Math;
  const called: (string | undefined)[] = [];
  const refuse = (name: string) => {
    throw new TraceError(
      `it calls ${name}, whose numbers would be the same in every step`,
      "use the engine's randomUniform",
    );
  };
  try {
    Math.random = () => refuse('Math.random');
    // As own properties, over those of the class.
    engine.startScope = (name) => {
      const operation = SCOPE.exec(name ?? '')?.[1];
      if (operation && RANDOM.has(operation)) refuse(`tf.${called.find(Boolean) ?? operation}`);
      called.push(operation);
      return startScope.call(engine, name);
    };
    engine.endScope = (result) => {
      called.pop();
      return endScope.call(engine, result);
    };
    return work();
  } finally {
    Math.random = random;
    Reflect.deleteProperty(engine, 'startScope');
    Reflect.deleteProperty(engine, 'endScope');
  }
}
