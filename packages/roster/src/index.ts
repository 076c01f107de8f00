export { type ChangedTeams, changeTeams, type TeamsChange } from './change/change-teams.js';
export { checkTeams } from './check-teams.js';
export * from './errors.js';
export { type FormedMember, type FormedTeam, type FormedTeams, formTeams } from './form-teams.js';
export { newTeam, newTeams } from './new-team.js';
export type { Problem } from './problem.js';
