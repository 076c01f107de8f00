import { mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { BuildError } from '../errors.js';
import { bindingFolder, napiVersion } from './binding-folder.js';
import { bindingFile, builtIn } from './find-binding.js';
import { type Finished, runCommand } from './run-command.js';
import { libraries } from './tensorflow-folder.js';
import { tfjsNode } from './tfjs-node.js';

const { include_dir: nodeHeaders } = createRequire(import.meta.url)('node-api-headers') as {
  include_dir: string;
};

export const captureFile = 'stderr_capture.node';

/**
 * Compiles tfjs-node's C++ binding against a TensorFlow (10 seconds), without node-gyp, and tries it in another process.
 * The folder appears when it is whole and works. Only one process at a time (withLock).
 *
 * @param compiler a C++ compiler, as findCompiler gives it
 * @returns the binding, and whether it was there already
 * @throws BuildError with the compiler's log beside
 */
export async function buildBinding(
  tensorflowFolder: string,
  compiler: string,
  options: { force?: boolean | undefined; signal?: AbortSignal | undefined } = {},
): Promise<{ binding: string; built: boolean }> {
  const folder = bindingFolder(tensorflowFolder);
  const there = builtIn(folder);
  if (there && !options.force) return { binding: there, built: false };
  const temporary = `${folder}.tmp`;
  rmSync(temporary, { recursive: true, force: true });
  mkdirSync(temporary, { recursive: true });
  try {
    // By way of a link beside the binding: a search path in a library cannot hold every letter that a folder's name can.
    symlinkSync(tensorflowFolder, join(temporary, 'tensorflow'));
    const log = `${folder}.log`;
    const node = [`-DNAPI_VERSION=${napiVersion}`, '-DBUILDING_NODE_EXTENSION', `-I${nodeHeaders}`];
    const run = async (what: string, args: string[]) => {
      const finished = await runCommand(compiler, args, { cwd: tfjsNode.folder, signal: options.signal });
      if (finished.status !== 0) throw failed(what, log, [compiler, ...args].join(' '), finished);
    };
    await run('the binding does not compile', [
      ...['-shared', '-fPIC', '-O2', '-std=c++17', '-w', ...node],
      ...[`-I${join(temporary, 'tensorflow', 'include')}`, '-I.', '-I..'],
      ...['binding/tfjs_backend.cc', 'binding/tfjs_binding.cc'],
      ...[`-L${join(temporary, 'tensorflow')}`, ...libraries.map((library) => `-l:${library}`)],
      ...['-Wl,-rpath,$ORIGIN/tensorflow', '-o', join(temporary, bindingFile)],
    ]);
    const capture = fileURLToPath(new URL('../../native/stderr-capture.cc', import.meta.url));
    await run('the log filter does not compile', [
      ...['-shared', '-fPIC', '-O2', '-std=c++17', ...node],
      ...[capture, '-o', join(temporary, captureFile)],
    ]);
    await tryBinding(join(temporary, bindingFile), log, options.signal);
    rmSync(folder, { recursive: true, force: true });
    renameSync(temporary, folder);
    rmSync(log, { force: true });
    return { binding: join(folder, bindingFile), built: true };
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

/** Loads it in another process, because a TensorFlow that does not fit may end the process that loads it. */
async function tryBinding(file: string, log: string, signal?: AbortSignal): Promise<void> {
  const program = 'console.log("TensorFlow " + require(process.argv[1]).TF_Version)';
  const finished = await runCommand(process.execPath, ['-e', program, file], { signal });
  if (finished.status !== 0 || !/^TensorFlow \d/m.test(finished.stdout)) {
    throw failed('it was built, but does not load', log, `node -e '${program}' ${file}`, finished);
  }
}

function failed(
  what: string,
  log: string,
  command: string,
  { stdout, stderr, status }: Finished,
): BuildError {
  mkdirSync(dirname(log), { recursive: true });
  writeFileSync(
    log,
    `$ ${command}\n${stdout}${stderr}\nexit status: ${status ?? 'none (ended by a signal)'}\n`,
  );
  const lines = stderr.split('\n').filter((line) => line.trim() !== '');
  const first = lines.find((line) => /error/i.test(line)) ?? lines[0];
  return new BuildError(first ? `${what} (${first.trim()})` : what, log);
}
