import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { root } from './root.mjs';

/**
 * Runs a program with the terminal's streams; resolves to its exit code. Ctrl-C is the program's to answer; when it has,
 * this script ends too, whatever the program says (turbo ends with 0).
 */
export function run(program, args, { env = {}, cwd = root, shell = false } = {}) {
  let interrupted = false;
  const waitForChild = () => {
    interrupted = true;
  };
  process.on('SIGINT', waitForChild);
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, shell, stdio: 'inherit', env: { ...process.env, ...env } });
    child.on('error', reject);
    child.on('exit', (code) => (interrupted ? process.exit(130) : resolve(code ?? 1)));
  }).finally(() => process.off('SIGINT', waitForChild));
}

/** Runs a JavaScript file with this Node. */
export function runNode(file, args, options) {
  return run(process.execPath, [join(root, file), ...args], options);
}

/** Runs turbo as installed here, without telemetry. */
export function runTurbo(args, options = {}) {
  return runNode('node_modules/turbo/bin/turbo', args, {
    ...options,
    env: { TURBO_TELEMETRY_DISABLED: '1', TURBO_PRINT_VERSION_DISABLED: '1', ...options.env },
  });
}

/** Runs npm: the one that started this script, else the one on the path. */
export function runNpm(args) {
  const npm = process.env.npm_execpath;
  if (npm?.endsWith('.js')) return run(process.execPath, [npm, ...args]);
  return run('npm', args, { shell: process.platform === 'win32' });
}

/** Ends the script with one clear error. */
export function fail(message, remedy, code = 1) {
  process.stderr.write(`error: ${message}\n  → ${remedy}\n`);
  process.exit(code);
}
