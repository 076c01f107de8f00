export * from './errors.js';
export { type WrittenReport, writeReports } from './write-reports.js';
