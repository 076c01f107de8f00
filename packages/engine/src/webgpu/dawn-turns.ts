/** A turn that Dawn has asked the event loop for and not had yet. */
interface Turn {
  run: () => void;
  done: boolean;
}

let waiting: Turn[] = [];
let watched = false;

/**
 * Keeps track of the turns that Dawn for Node asks of the event loop. It looks after its work in a function that it hands to
 * the global `setImmediate` each time (`AsyncRunner::ScheduleProcessEvents`); that function is told from all others by
 * being anonymous native code. To be called before Dawn is loaded.
 */
export function watchTurns(): void {
  if (watched) return;
  watched = true;
  const original = globalThis.setImmediate;
  const watching = (callback: (...values: unknown[]) => void, ...values: unknown[]) => {
    if (!isNative(callback)) return original(callback, ...values);
    const turn: Turn = { run: () => callback(...values), done: false };
    waiting.push(turn);
    return original(() => take(turn));
  };
  // util.promisify finds its own version in a property.
  Object.defineProperties(watching, Object.getOwnPropertyDescriptors(original));
  globalThis.setImmediate = watching as typeof setImmediate;
}

/** Gives Dawn the turns that it waits for, at once. Returns false where it waits for none. */
export function giveTurns(): boolean {
  const now = waiting;
  for (const turn of now) take(turn);
  return now.length > 0;
}

function take(turn: Turn): void {
  if (turn.done) return;
  turn.done = true;
  waiting = waiting.filter((each) => each !== turn);
  turn.run();
}

function isNative(callback: unknown): boolean {
  return (
    typeof callback === 'function' &&
    callback.name === '' &&
    Function.prototype.toString.call(callback).includes('[native code]')
  );
}
