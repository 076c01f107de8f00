import type { Command } from 'commander';
import type { Context } from '../context.js';
import { addDataInfo } from './data-info.js';
import { addDataList } from './data-list.js';
import { addDataPrepare } from './data-prepare.js';
import { addDataRemove } from './data-remove.js';
import { addDataShow } from './data-show.js';
import { addDataVerify } from './data-verify.js';

/** `teamnet data`: the data sets, wherever they come from. */
export function addData(program: Command, context: Context): void {
  const data = program.command('data').description('Prepare, look at, check and remove the data sets.');
  for (const add of [addDataPrepare, addDataInfo, addDataShow, addDataList, addDataVerify, addDataRemove])
    add(data, context);
}
