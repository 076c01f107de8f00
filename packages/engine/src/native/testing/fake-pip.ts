import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Writes a `python3` into a folder whose pip finds every package at `<base>/<package>.whl` and downloads none itself;
 * without a base it finds none.
 */
export function writeFakePip(folder: string, base?: string): void {
  const found = '{"install":[{"download_info":{"url":"%s/%s.whl"}}]}\\n';
  const install = base
    ? `for last; do :; done; printf '${found}' '${base}' "\${last%%==*}"`
    : 'echo "ERROR: No matching distribution found" >&2; exit 1';
  mkdirSync(folder, { recursive: true });
  const script = `#!/bin/sh
case "$*" in
  *platform.python_version*) echo 3.11.7 ;;
  '-m pip --version') echo 'pip 24.0 from nowhere' ;;
  *'pip install'*) ${install} ;;
  *) exit 1 ;;
esac
`;
  writeFileSync(join(folder, 'python3'), script, { mode: 0o755 });
}
