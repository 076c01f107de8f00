import type { Command } from 'commander';
import type { Context } from '../context.js';
import { addTeamAdd, addTeamMove, addTeamRemove } from './team-change.js';
import { addTeamCheck } from './team-check.js';
import { addTeamForm } from './team-form.js';
import { addTeamNew } from './team-new.js';

/** `teamnet team`: forming, making, changing and checking teams. */
export function addTeam(program: Command, context: Context): void {
  const team = program
    .command('team')
    .description('Form teams from a class list, make a new team, change teams later, check all.');
  addTeamForm(team, context);
  addTeamNew(team, context);
  addTeamAdd(team, context);
  addTeamMove(team, context);
  addTeamRemove(team, context);
  addTeamCheck(team, context);
}
