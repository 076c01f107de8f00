export { EnvironmentError, NativeUnavailableError } from './errors.js';
export { type Engine, type EngineName, openEngine } from './open-engine.js';
