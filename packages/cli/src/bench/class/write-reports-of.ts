import { rmSync } from 'node:fs';
import { Workspace } from '@teamnet/records';
import { writeReports } from '@teamnet/reporter';
import { drawEachNameOnce } from '@teamnet/reporter/bench/draw-each-name-once';

// node write-reports-of.js full|for-grading ROOT TEAM…: the reports of a class that the benchmark makes, in one process
// for many teams. For grading, which looks whether figures are whole and opens no page, the teams have the charts of
// the first and no pages.
const [kind, root, ...teams] = process.argv.slice(2);
if (kind === 'for-grading') drawEachNameOnce();
for (const team of teams)
  for (const { htmlFile } of await writeReports(new Workspace(root!), team))
    if (kind === 'for-grading') rmSync(htmlFile);
