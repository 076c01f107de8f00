import type { Context } from './context.js';

/** Milliseconds in which a second SIGINT is taken for an echo: a terminal, turbo and the launcher each send one. */
const ECHO = 1000;

/** The context of a real process. */
export function processContext(): Context {
  const controller = new AbortController();
  let listening = false;
  // `teamnet … | head` closes the pipe early; that is no error of ours.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    throw error;
  });
  return {
    cwd: process.cwd(),
    print: (line) => void process.stdout.write(`${line}\n`),
    printJson: (value) => void process.stdout.write(`${JSON.stringify(value, null, 2)}\n`),
    note: (line) => void process.stderr.write(`${line}\n`),
    stderr: process.stderr,
    abortOnInterrupt: (note = 'stopping after this step (Ctrl-C again ends at once)') => {
      if (!listening) listen(controller, note);
      listening = true;
      return controller.signal;
    },
    interrupted: () => controller.signal.aborted,
  };
}

function listen(controller: AbortController, note: string): void {
  let first = 0;
  const interrupt = () => {
    if (!controller.signal.aborted) {
      first = Date.now();
      process.stderr.write(`\n${note}\n`);
      controller.abort();
    } else if (Date.now() - first > ECHO) process.exit(130);
  };
  process.on('SIGINT', interrupt);
  process.on('SIGTERM', interrupt);
}
