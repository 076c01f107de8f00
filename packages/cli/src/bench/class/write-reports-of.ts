import { Workspace } from '@teamnet/records';
import { writeReports } from '@teamnet/reporter';

// node write-reports-of.js ROOT TEAM…: the reports of a class that the benchmark makes, in one process for many teams.
const [root, ...teams] = process.argv.slice(2);
for (const team of teams) await writeReports(new Workspace(root!), team);
