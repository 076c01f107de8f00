// A student's epochs in Teamnet: `trainTeam`, whole. Arguments: a workspace with the team `team-1`, the folder with the
// photos' folder `tf_flowers`, and a cache folder. Each line on standard input lets it do one more epoch, the first
// one with everything from reading homework.json on; the answer is the epoch's figures as JSON.
import { readSync } from 'node:fs';
import { Workspace } from '@teamnet/records';
import { trainTeam } from '../../train-team.js';

const [root, manualDir, cacheDir] = process.argv.slice(2) as [string, string, string];

console.log('Teamnet');
waitForTurn();
await trainTeam(new Workspace(root), 'team-1', {
  profile: 'full',
  data: { source: 'manual', manualDir, cacheDir },
  onEvent(event) {
    if (event.type !== 'epoch') return;
    console.log(JSON.stringify(event));
    waitForTurn();
  },
});

/** Blocks, as a training does between two epochs. */
function waitForTurn(): void {
  readSync(0, Buffer.alloc(100));
}
