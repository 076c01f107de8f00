import { runCommand } from './run-command.js';

/** The first Python 3 of `$PYTHON`, `python3` and `python` that runs; undefined where there is none. */
export async function findPython(): Promise<{ command: string; version: string } | undefined> {
  for (const command of [process.env.PYTHON, 'python3', 'python']) {
    if (!command) continue;
    const { status, stdout } = await runCommand(command, [
      '-c',
      'import platform; print(platform.python_version())',
    ]);
    const version = stdout.trim();
    if (status === 0 && version.startsWith('3.')) return { command, version };
  }
  return undefined;
}

/** Version of the pip that belongs to a Python; undefined where it has none. */
export async function pipVersion(python: string): Promise<string | undefined> {
  const { status, stdout } = await runCommand(python, ['-m', 'pip', '--version']);
  return status === 0 ? /^pip (\S+)/.exec(stdout)?.[1] : undefined;
}

/** Folder and version of the TensorFlow that a Python has installed, without importing it; undefined where it has none. */
export async function pythonTensorFlow(
  python: string,
): Promise<{ folder: string; version: string } | undefined> {
  const program = [
    'import importlib.metadata as metadata, importlib.util, json, os',
    'spec = importlib.util.find_spec("tensorflow")',
    'names = [n for n in ("tensorflow", "tensorflow-cpu") for d in metadata.distributions() if d.metadata["Name"] == n]',
    'print(json.dumps(spec and spec.origin and names and {"folder": os.path.dirname(spec.origin), "version": metadata.version(names[0])} or None))',
  ].join('\n');
  const { status, stdout } = await runCommand(python, ['-c', program]);
  return status === 0 ? (JSON.parse(stdout) ?? undefined) : undefined;
}
