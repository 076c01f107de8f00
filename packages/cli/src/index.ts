export type { Context } from './context.js';
export * from './errors.js';
export { main } from './main.js';
export { setUpEngine } from './set-up-engine.js';
