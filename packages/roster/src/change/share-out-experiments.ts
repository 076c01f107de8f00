import type { Workspace } from '@teamnet/records';
import { TeamChangeError } from '../errors.js';
import { list } from '../wished-groups.js';
import type { TeamsChange } from './change-teams.js';
import { findWork } from './find-work.js';
import type { HomeworkEdit } from './homework-edit.js';
import type { RosterChange } from './plan-rosters.js';

/**
 * Gives the experiments of those who leave a team to whom the teacher named, and one to each who comes without any.
 * @param unused those named for other teams; who is used is taken out
 * @returns what was done, one clause each
 * @throws TeamChangeError when nobody is named, or the experiment asked for cannot be taken over
 */
export function shareOutExperiments(
  workspace: Workspace,
  { before, members, left, arrived }: RosterChange,
  edit: HomeworkEdit,
  { giveExperimentsTo = [], experiment }: TeamsChange,
  unused: Set<string>,
): string[] {
  const said: string[] = [];
  const heir = giveExperimentsTo.find((id) => members.some((member) => member.id === id));
  for (const { member } of left) {
    const theirs = edit.of(member.id);
    if (theirs.length === 0) continue;
    if (heir === undefined)
      throw new TeamChangeError(
        `${member.id} has ${theirs.length === 1 ? 'the experiment' : 'the experiments'} ${theirs.join(', ')} in ${before.team}, and an experiment needs a member.`,
        `Add --give-experiments-to with one of ${list(members)}. Nothing was changed.`,
      );
    for (const id of theirs) edit.give(id, heir);
    unused.delete(heir);
    said.push(`${theirs.join(', ')} of ${member.id} ${theirs.length === 1 ? 'is' : 'are'} ${heir}'s now.`);
  }
  for (const { member } of arrived) {
    if (experiment !== undefined) said.push(takeOver(edit, experiment, member.id));
    else if (edit.of(member.id).length === 0) said.push(giveWork(workspace, edit, member.id));
  }
  return said;
}

function takeOver(edit: HomeworkEdit, experiment: string, member: string): string {
  const owner = edit.owners.get(experiment);
  if (owner === undefined)
    throw new TeamChangeError(
      `${edit.homework.team} has no experiment "${experiment}".`,
      `Experiments: ${[...edit.owners.keys()].join(', ')}. Nothing was changed.`,
    );
  if (owner !== member && edit.of(owner).length === 1)
    throw new TeamChangeError(
      `"${experiment}" is the only experiment of ${owner}, and each member does at least one.`,
      'Name another experiment, or leave --experiment out. Nothing was changed.',
    );
  edit.give(experiment, member);
  return `${member} takes over ${experiment} of ${owner}.`;
}

function giveWork(workspace: Workspace, edit: HomeworkEdit, member: string): string {
  const work = findWork(workspace, edit, member);
  if ('takes' in work) {
    edit.give(work.takes, member);
    return `${member} takes over ${work.takes} of ${work.of}, which nobody has trained yet.`;
  }
  edit.add(work.adds);
  return `${member} gets the new experiment ${work.adds.id}; change it in homework.json as you like.`;
}
