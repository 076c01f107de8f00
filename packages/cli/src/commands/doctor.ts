import type { Command } from 'commander';
import type { Context } from '../context.js';
import { addJsonOption } from '../options.js';
import { setUpEngine } from '../set-up-engine.js';

/** `teamnet doctor`: what is set up, what is missing, and the command that mends it. */
export function addDoctor(program: Command, context: Context): void {
  const command = program
    .command('doctor')
    .description('Show engine, device, folders, disk and memory: what works, what is missing, what mends it.')
    .option('--set-up', 'set up native TensorFlow first, once per user');
  addJsonOption(command).action(async (flags: { setUp?: boolean; json?: boolean }) => {
    if (flags.setUp) context.note(await setUpEngine(context.stderr, context.abortOnInterrupt()));
    const { diagnose, formatDiagnosis } = await import('@teamnet/engine');
    const diagnosis = await diagnose();
    if (flags.json) context.printJson(diagnosis);
    else context.print(formatDiagnosis(diagnosis));
  });
}
