import { type Homework, readHomework, readTeam, type Share, type Workspace } from '@teamnet/records';
import { type Fault, placeFault } from './check-shared-run.js';
import { ShareInvalidError } from './errors.js';

/**
 * Whether a file of shared runs is of a team here, by one of its members, and tells of each place once.
 * @param wanted the team that it must be of; any when undefined
 * @returns the team's homework
 * @throws ShareInvalidError; the errors of readTeam, readHomework
 */
export function checkBelongs(
  workspace: Workspace,
  file: string,
  share: Share,
  wanted: string | undefined,
): Homework {
  const { team, student } = share;
  const names = workspace.teamNames();
  const fail = ({ problem, remedy }: Fault) => new ShareInvalidError(file, problem, remedy);
  if (wanted !== undefined && team !== wanted)
    throw fail({
      problem: `it is of ${team}, not of ${wanted}.`,
      remedy: `Collect it with --team ${team}. Nothing of the file went in.`,
    });
  if (!names.includes(team))
    throw fail({
      problem: `it is of the team "${team}", which is not in teams/.`,
      remedy: `Teams here: ${names.join(', ')}. Nothing of the file went in.`,
    });
  const members = readTeam(workspace.teamFile(team)).members.map(({ id }) => id);
  if (!members.includes(student))
    throw fail({
      problem: `it is by "${student}", who is not in ${team}.`,
      remedy: `Members of ${team}: ${members.join(', ')}. Nothing of the file went in.`,
    });
  const homework = readHomework(workspace.homeworkFile(team));
  const twice = findTwice(share);
  if (twice)
    throw fail({
      problem: `share.json tells twice of ${twice}.`,
      remedy: 'Ask its author to share again. Nothing of the file went in.',
    });
  for (const gap of share.notShared) {
    const fault = gap.why === 'withheld' ? placeFault(share, gap, homework) : null;
    if (fault) throw fail({ ...fault, remedy: `${fault.remedy} Nothing of the file went in.` });
  }
  return homework;
}

function findTwice({ runs, notShared }: Share): string | undefined {
  const places = [...runs, ...notShared].map(({ experiment, dataset }) => `${experiment} on ${dataset}`);
  return places.find((place, index) => places.indexOf(place) !== index);
}
