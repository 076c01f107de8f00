import { progressDisplay } from './progress-display.js';

/**
 * Sets up the fastest engine that this machine can have, with a progress bar.
 * @returns one line for people: what it is, or what it fell back to and why
 */
export async function setUpEngine(stream: NodeJS.WriteStream, signal: AbortSignal): Promise<string> {
  const { setUpNative } = await import('@teamnet/engine');
  const display = progressDisplay(stream);
  let said = '';
  const result = await setUpNative({
    signal,
    onProgress: ({ step, message, done, total }) => {
      if (done !== undefined && total !== undefined) display.update(message, done, total, 'MB');
      else if (message !== said) display.line(`${step}: ${message}`);
      said = message;
    },
  }).finally(() => display.end());
  if (!result.ready) return result.reason ?? 'Fell back to WASM.';
  const { tensorflow } = result;
  const what = tensorflow
    ? `TensorFlow ${tensorflow.version ?? '(version unknown)'} from ${tensorflow.folder}`
    : 'native TensorFlow';
  const outcome = result.changed
    ? `Set up ${what}.`
    : `${what[0]?.toUpperCase()}${what.slice(1)} is set up already.`;
  return result.note === undefined ? outcome : `${outcome} ${result.note}`;
}
