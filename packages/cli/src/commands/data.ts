import type { Command } from 'commander';
import type { Context } from '../context.js';
import { addDataInfo } from './data-info.js';
import { addDataPrepare } from './data-prepare.js';

/** `teamnet data`: the two data sets, wherever they come from. */
export function addData(program: Command, context: Context): void {
  const data = program.command('data').description('Prepare, look at, check and remove the data sets.');
  addDataPrepare(data, context);
  addDataInfo(data, context);
}
