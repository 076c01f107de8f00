import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);

/** TensorFlow's greeting, which comes before it reads `TF_CPP_MIN_LOG_LEVEL`. */
const greeting = [/All log messages before absl::InitializeLog/, /oneDNN custom operations are on/];

/**
 * Runs what loads a binding and leaves TensorFlow's greeting out of standard error; everything else that is written
 * there meanwhile comes after it. Without the filter that is built beside the binding nothing is left out.
 */
export function loadQuietly<T>(binding: string, load: () => T): T {
  const filter = join(dirname(binding), 'stderr_capture.node');
  if (!existsSync(filter)) return load();
  const capture = require(filter) as { capture(fd: number): void; restore(): void };
  const folder = mkdtempSync(join(tmpdir(), 'teamnet-'));
  const file = join(folder, 'stderr');
  const handle = openSync(file, 'w');
  try {
    capture.capture(handle);
    try {
      return load();
    } finally {
      capture.restore();
      const lines = readFileSync(file, 'utf8').split(/(?<=\n)/);
      for (const line of lines) if (!greeting.some((each) => each.test(line))) process.stderr.write(line);
    }
  } finally {
    closeSync(handle);
    rmSync(folder, { recursive: true });
  }
}
