import { epochsPossible } from './checks/epochs-possible.js';
import { filesAgree } from './checks/files-agree.js';
import { historyAgrees } from './checks/history-agrees.js';
import { networkAgrees } from './checks/network-agrees.js';
import { placeAgrees } from './checks/place-agrees.js';
import { predictionsAgree } from './checks/predictions-agree.js';
import { runIdAgrees } from './checks/run-id-agrees.js';
import { settingsAskedFor } from './checks/settings-asked-for.js';
import { splitsAddUp } from './checks/splits-add-up.js';
import { testAddsUp } from './checks/test-adds-up.js';
import { timingAddsUp } from './checks/timing-adds-up.js';
import { verdictAgrees } from './checks/verdict-agrees.js';
import type { RunCheck } from './run-check.js';

/** Every question that is put to one run; a new one is a file in checks/ and a line here. */
export const RUN_CHECKS: readonly RunCheck[] = [
  placeAgrees,
  filesAgree,
  runIdAgrees,
  settingsAskedFor,
  splitsAddUp,
  networkAgrees,
  historyAgrees,
  epochsPossible,
  verdictAgrees,
  timingAddsUp,
  testAddsUp,
  predictionsAgree,
];
