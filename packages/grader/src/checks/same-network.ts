import type { Check } from '../check.js';
import { missing, notShared, ok } from '../finding.js';
import type { HandIn, SharedRun } from '../hand-in.js';
import { HINTS } from '../hints.js';

type Pair = [SharedRun, SharedRun];

/**
 * An experiment trains one and the same network on both data sets: the fingerprints of the architecture without its
 * head are equal. Only the student's own experiments can fail it; where none of theirs is shared on both data sets,
 * a team-mate's experiment can pass it.
 */
export const sameNetwork: Check = {
  id: 'same-network',
  judge(handIn) {
    const pairs = pairsOf(handIn);
    const own = pairs.filter(([{ experiment }]) => experiment.by === handIn.student.id);
    const different = own.find((pair) => !isSame(pair));
    if (different) return missing(`${describe(handIn, different)} differ`, HINTS.oneNetwork);
    const same = own[0] ?? pairs.find(isSame);
    if (same) return ok(`${describe(handIn, same)} are equal`);
    return notShared(
      `${handIn.homeworkFile}: no experiment is shared on both data sets with one network`,
      HINTS.trainOnBoth,
    );
  },
};

function pairsOf({ homework, sharedRuns }: HandIn): Pair[] {
  return homework.experiments.flatMap(({ id }): Pair[] => {
    const [first, second] = sharedRuns.filter(({ experiment }) => experiment.id === id);
    return first && second ? [[first, second]] : [];
  });
}

function isSame([first, second]: Pair): boolean {
  return first.run.model.fingerprint === second.run.model.fingerprint;
}

function describe(handIn: HandIn, pair: Pair): string {
  const values = pair.map(
    (run) => `${handIn.runFile(run)}: model.fingerprint ${run.run.model.fingerprint.slice(0, 12)}`,
  );
  return values.join(' and ');
}
