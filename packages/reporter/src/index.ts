export { compareTeams } from './compare/compare-teams.js';
export type { Comparison, ComparisonRow } from './compare/comparison.js';
export { type ComparisonFormat, renderComparison } from './compare/render-comparison.js';
export * from './errors.js';
export { type WrittenReport, writeReports } from './write-reports.js';
