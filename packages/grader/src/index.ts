export * from './errors.js';
export { gradeTeam } from './grade-team.js';
export { markStudent, type NewMark } from './marks/mark-student.js';
export { type AskedItem, type OpenRubric, openRubric } from './rubric/open-rubric.js';
export type { Rerun, RerunResult, Verification, VerifyFinding } from './verify/verification.js';
export { verifyClass } from './verify/verify-class.js';
export { type WrittenGrade, writeGrades } from './write-grades.js';
