import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { TeamsImpossibleError } from './errors.js';
import { type FormedTeams, formTeams } from './form-teams.js';

interface Row {
  team: string;
  /** Places in the class. */
  mates: number[];
}

/** A class of `least` to `most` with few labels and wishes, so that many can be kept and many cannot. */
const classes = (least: number, most: number) =>
  fc.integer({ min: least, max: most }).chain((count) => {
    const nearby = fc.integer({ min: 0, max: count - 1 });
    const row = fc.record({
      team: fc.oneof(
        { weight: 4, arbitrary: fc.constant('') },
        { weight: 1, arbitrary: fc.integer({ min: 1, max: Math.max(1, Math.floor(count / 3)) }).map(String) },
      ),
      mates: fc.oneof(
        { weight: 5, arbitrary: fc.constant<number[]>([]) },
        { weight: 1, arbitrary: fc.array(nearby, { minLength: 1, maxLength: 2 }) },
      ),
    });
    return fc.array(row, { minLength: count, maxLength: count });
  });

/** Wishes between neighbours only, so that large classes can keep them. */
const pairedClasses = fc
  .array(fc.boolean(), { minLength: 3, maxLength: 200 })
  .map((paired) =>
    paired.map(
      (isPaired, place): Row => ({ team: '', mates: isPaired && place % 2 === 1 ? [place - 1] : [] }),
    ),
  );

function lines(rows: readonly Row[]): string[] {
  return rows.map(({ team, mates }, place) => {
    const wished = mates.filter((mate) => mate !== place).map((mate) => `s${mate}`);
    return `s${place},Student ${place},${team},${wished.join(';')}`;
  });
}
const csv = (given: readonly string[]) => ['id,name,team,with', ...given].join('\n');

/** The teams, or the error that says why there are none. */
function attempt(text: string, seed = 1): FormedTeams | TeamsImpossibleError {
  try {
    return formTeams(text, { seed });
  } catch (error) {
    if (error instanceof TeamsImpossibleError) return error;
    throw error;
  }
}

/** Whether a team of these places keeps everything that its members wished for. */
function keepsWishes(rows: readonly Row[], members: readonly number[]): boolean {
  const labels = new Set(members.map((place) => rows[place]!.team).filter((label) => label !== ''));
  return (
    labels.size <= 1 &&
    rows.every(
      ({ team, mates }, place) =>
        members.includes(place) || (!labels.has(team) && mates.every((mate) => !members.includes(mate))),
    ) &&
    members.every((place) => rows[place]!.mates.every((mate) => members.includes(mate)))
  );
}

/** Tries every division into teams of three and four. */
function canBeDone(rows: readonly Row[], left: readonly number[]): boolean {
  const [first, ...others] = left;
  if (first === undefined) return true;
  return [3, 4].some((size) =>
    subsets(others, size - 1).some((rest) => {
      const members = [first, ...rest];
      return (
        keepsWishes(rows, members) &&
        canBeDone(
          rows,
          left.filter((place) => !members.includes(place)),
        )
      );
    }),
  );
}

function subsets(items: readonly number[], size: number): number[][] {
  if (size === 0) return [[]];
  return items.flatMap((item, index) =>
    subsets(items.slice(index + 1), size - 1).map((rest) => [item, ...rest]),
  );
}

function checkFormed(rows: readonly Row[], { teams }: FormedTeams): void {
  const placed = teams.map(({ members }) => members.map(({ id }) => Number(id.slice(1))));
  expect(placed.flat().sort((a, b) => a - b)).toEqual(rows.map((_, place) => place));
  for (const members of placed) {
    expect([3, 4]).toContain(members.length);
    expect(keepsWishes(rows, members)).toBe(true);
  }
  expect(new Set(teams.map(({ team }) => team)).size).toBe(teams.length);
}

describe('forming teams of random classes', () => {
  test('up to 11 students: teams keep every wish, and are refused only where trying all divisions finds none', () => {
    const seen = { formed: 0, refused: 0 };
    fc.assert(
      fc.property(classes(1, 11), (rows) => {
        const outcome = attempt(csv(lines(rows)));
        const possible = canBeDone(
          rows,
          rows.map((_, place) => place),
        );
        expect(outcome instanceof TeamsImpossibleError).toBe(!possible);
        if (outcome instanceof TeamsImpossibleError) seen.refused++;
        else {
          seen.formed++;
          checkFormed(rows, outcome);
        }
      }),
      { numRuns: 600, seed: 7 },
    );
    expect(Math.min(seen.formed, seen.refused)).toBeGreaterThan(100);
  });

  test.each<[string, fc.Arbitrary<Row[]>]>([
    ['any wishes', classes(3, 200)],
    ['wishes of pairs', pairedClasses],
  ])('up to 200 students with %s: everybody once, every wish kept, or a reason with lines', (_, given) => {
    let formed = 0;
    fc.assert(
      fc.property(given, (rows) => {
        const outcome = attempt(csv(lines(rows)));
        if (outcome instanceof TeamsImpossibleError)
          expect(outcome.message + outcome.remedy).toMatch(/line|split/);
        else {
          formed++;
          checkFormed(rows, outcome);
        }
      }),
      { numRuns: 120, seed: 8 },
    );
    expect(formed).toBeGreaterThan(10);
  });

  test('the order of the lines decides nothing, the seed all that is left to lot', () => {
    fc.assert(
      fc.property(pairedClasses, fc.integer({ min: 0, max: 99 }), fc.integer(), (rows, seed, turn) => {
        const given = lines(rows);
        const at = Math.abs(turn) % given.length;
        const turned = [...given.slice(at), ...given.slice(0, at)].reverse();
        const first = attempt(csv(given), seed);
        if (first instanceof TeamsImpossibleError) return;
        expect(attempt(csv(turned), seed)).toEqual(first);
        expect(attempt(csv(given), seed)).toEqual(first);
      }),
      { numRuns: 100, seed: 9 },
    );
  });
});
