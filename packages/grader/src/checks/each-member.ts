import type { Check } from '../check.js';
import { missing, ok } from '../finding.js';
import { HINTS } from '../hints.js';

/** Each member is responsible for an experiment in homework.json, whether or not they shared its runs. */
export const eachMember: Check = {
  id: 'each-member',
  judge(handIn) {
    const { experiments } = handIn.homework;
    const place = handIn.homeworkAt(/"experiments"/);
    const count = (member: string) => experiments.filter(({ by }) => by === member).length;
    const without = handIn.members.filter(({ id }) => count(id) === 0);
    if (without.length > 0)
      return missing(`${place}: no experiment by ${without.map(({ id }) => id).join(', ')}`, HINTS.giveEach);
    return ok(`${place}: ${handIn.members.map(({ id }) => `${id} ${count(id)}`).join(', ')}`);
  },
};
