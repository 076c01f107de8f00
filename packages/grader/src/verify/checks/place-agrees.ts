import type { RunCheck } from '../run-check.js';

/** run.json is of the team, experiment, data set and member of the place that it lies in. */
export const placeAgrees: RunCheck = {
  id: 'place',
  *find({ team, place, run, homework }) {
    if (run.team !== team) yield `it says team "${run.team}", and lies in the app of ${team}`;
    if (run.experiment !== place.experiment)
      yield `it says experiment "${run.experiment}", and lies in runs/${place.experiment}`;
    if (run.dataset.name !== place.dataset)
      yield `it says data set "${run.dataset.name}", and lies in runs/${place.experiment}/${place.dataset}`;
    const planned = homework?.experiments.find(({ id }) => id === place.experiment);
    if (planned && planned.by !== run.student)
      yield `it says student "${run.student}", homework.json says ${planned.by}`;
  },
};
