import { explainImpossible } from './explain-impossible.js';
import type { WishedGroup } from './wished-groups.js';

/** A team to be filled. */
export interface PlannedTeam {
  size: 3 | 4;
  /** The group that chose this team; null for a team that nobody chose. */
  chosenBy: WishedGroup | null;
  /** Sizes of the wished groups without a team that come into it, largest first. */
  bundles: number[];
}

/** How many of each kind of team get four, and where the groups without a team go. */
interface Layout {
  teams: number;
  /** Chosen teams by the number of students who chose them (index 1 to 3) that become teams of four. */
  fours: [number, number, number, number];
  freshFours: number;
  /** Complete groups of three that get a stranger. */
  intrusions: number;
}

/**
 * Decides the number of teams, their sizes and which group goes where: 3 or 4 each, every group kept whole, every
 * chosen team a team of its own. Of the layouts that work it takes the one that puts the fewest strangers into a
 * complete group of three, then the fewest teams.
 * @param count number of students in the class
 * @throws TeamsImpossibleError
 */
export function planDivision(count: number, groups: readonly WishedGroup[]): PlannedTeam[] {
  const chosen = groups.filter(({ label }) => label !== null);
  const free = groups.filter(({ label }) => label === null);
  const chosenOf = countSizes(chosen);
  const freeOf = countSizes(free);
  let best: Layout | null = null;
  for (let teams = Math.max(1, Math.ceil(count / 4), chosen.length); 3 * teams <= count; teams++)
    for (const layout of layouts(count, teams, chosen.length, chosenOf)) {
      const intrusions = strangers(layout, chosenOf, freeOf, teams - chosen.length);
      if (intrusions !== null && (!best || intrusions < best.intrusions)) best = { ...layout, intrusions };
    }
  if (!best) throw explainImpossible(count, groups);
  return fill(best, chosen, freeOf);
}

function countSizes(groups: readonly WishedGroup[]): number[] {
  const counts = [0, 0, 0, 0, 0];
  for (const { students } of groups) counts[students.length]!++;
  return counts;
}

/** Fresh teams take the fourth first, then teams that need strangers anyway, complete teams of three last. */
function* layouts(
  count: number,
  teams: number,
  chosen: number,
  chosenOf: readonly number[],
): Generator<Omit<Layout, 'intrusions'>> {
  const fours = count - 3 * teams - chosenOf[4]!;
  if (fours < 0) return;
  for (let fresh = Math.min(fours, teams - chosen); fresh >= 0; fresh--)
    for (let ones = Math.min(fours - fresh, chosenOf[1]!); ones >= 0; ones--)
      for (let twos = Math.min(fours - fresh - ones, chosenOf[2]!); twos >= 0; twos--) {
        const threes = fours - fresh - ones - twos;
        if (threes <= chosenOf[3]!) yield { teams, fours: [0, ones, twos, threes], freshFours: fresh };
      }
}

/**
 * Whether the groups without a team fit in. Groups of three go into fresh teams of three first, where nobody joins
 * them, last into fresh teams of four, where they take the room of two pairs; single students fill what is left.
 * @returns the complete groups of three that get a stranger, null when not all groups fit
 */
function strangers(
  { fours, freshFours }: Omit<Layout, 'intrusions'>,
  chosenOf: readonly number[],
  freeOf: readonly number[],
  fresh: number,
): number | null {
  const freshThrees = fresh - freshFours;
  let foursLeft = freshFours - freeOf[4]!;
  const alone = Math.min(freeOf[3]!, freshThrees);
  const besideOne = Math.min(freeOf[3]! - alone, fours[1]);
  const besideLot = freeOf[3]! - alone - besideOne;
  foursLeft -= besideLot;
  if (foursLeft < 0) return null;
  const roomForPairs = chosenOf[1]! - besideOne + fours[2] + (freshThrees - alone) + 2 * foursLeft;
  return freeOf[2]! <= roomForPairs ? fours[3] + besideOne + besideLot : null;
}

function fill(layout: Layout, chosen: readonly WishedGroup[], freeOf: readonly number[]): PlannedTeam[] {
  const foursLeft = [...layout.fours];
  const teams = chosen.map((group): PlannedTeam => {
    const { length } = group.students;
    return { size: length === 4 || foursLeft[length]!-- > 0 ? 4 : 3, chosenBy: group, bundles: [] };
  });
  for (let fresh = 0; fresh < layout.teams - chosen.length; fresh++)
    teams.push({ size: fresh < layout.freshFours ? 4 : 3, chosenBy: null, bundles: [] });
  const room = (team: PlannedTeam) =>
    team.size - (team.chosenBy?.students.length ?? 0) - team.bundles.reduce((sum, bundle) => sum + bundle, 0);
  // As `strangers` counted: the tightest fit first, and where two are equal the team that nobody chose.
  const isTighter = (a: PlannedTeam, b: PlannedTeam) =>
    room(a) < room(b) || (room(a) === room(b) && a.chosenBy === null && b.chosenBy !== null);
  for (const size of [4, 3, 2])
    for (let left = freeOf[size]!; left > 0; left--) {
      const fitting = teams.filter((team) => room(team) >= size);
      const tightest = fitting.reduce((a, b) => (isTighter(b, a) ? b : a));
      tightest.bundles.push(size);
    }
  return teams;
}
