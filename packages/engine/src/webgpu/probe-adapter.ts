import { execFile } from 'node:child_process';

/** What a GPU says of itself. */
export interface AdapterInfo {
  /** The driver's name for it, e.g. `NVIDIA GeForce RTX 3060`. */
  name: string;
  /** It computes on the processor. */
  software: boolean;
}

/** Prints the adapter as JSON, or null. Runs as a program of its own, so it is text; `findDawn`'s file is its argument. */
const program = `
const dawn = require(process.argv[1]);
dawn.create([]).requestAdapter({ powerPreference: 'high-performance' }).then((adapter) => {
  const info = adapter && adapter.info;
  process.stdout.write(JSON.stringify(info && {
    name: info.device || info.description || info.vendor,
    description: info.description, vendor: info.vendor, architecture: info.architecture,
    software: info.isFallbackAdapter,
  }), () => process.exit(0));
});`;

/**
 * Asks Dawn for the best GPU, in another process: a driver that crashes, and the warnings that Dawn prints where there is
 * none, stay there.
 *
 * @param dawn the library of Dawn
 * @param environment what to add to the process' environment
 * @returns the adapter, or why there is none, as part of a sentence
 */
export async function probeAdapter(
  dawn: string,
  environment: Record<string, string> = {},
): Promise<AdapterInfo | { why: string }> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      ['-e', program, dawn],
      { env: { ...process.env, NODE_OPTIONS: '', ...environment }, timeout: 20_000 },
      (error, stdout, stderr) => {
        const info = stdout.startsWith('{') ? (JSON.parse(stdout) as Record<string, string | boolean>) : null;
        if (info) {
          const name = String(info.description || info.name);
          resolve({ name, software: info.software === true });
        } else if (stdout === 'null') resolve({ why: whyNone(stderr) });
        else resolve({ why: `its library does not load (${lastLine(stderr) || error?.message})` });
      },
    );
  });
}

function whyNone(stderr: string): string {
  if (/Couldn't load Vulkan/.test(stderr))
    return 'there is no Vulkan loader (libvulkan.so.1) and so no driver of a GPU';
  return 'there is no GPU with a driver for it';
}

function lastLine(text: string): string | undefined {
  return text
    .trim()
    .split('\n')
    .findLast((line) => /Error|error/.test(line))
    ?.trim();
}
