export * from './errors.js';
export { gradeTeam } from './grade-team.js';
export { type WrittenGrade, writeGrades } from './write-grades.js';
