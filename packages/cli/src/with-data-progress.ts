import type { DataOptions } from '@teamnet/datasets';
import type { Context } from './context.js';

/** Does something with a data set under a progress bar; Ctrl-C ends it cleanly. */
export async function withDataProgress<T>(
  name: string,
  context: Context,
  work: (options: Pick<DataOptions, 'signal' | 'onProgress'>) => Promise<T>,
): Promise<T> {
  const { TerminalProgress } = await import('@teamnet/trainer');
  using display = new TerminalProgress(context.stderr);
  return await work({
    signal: context.abortOnInterrupt(),
    onProgress: (progress) => display.onEvent({ type: 'data', dataset: name, progress }),
  });
}
