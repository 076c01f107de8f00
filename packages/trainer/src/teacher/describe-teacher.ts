import type { RunTeacher } from '@teamnet/records';
import type { TeacherRun } from './read-teacher.js';

/** What a student's run.json says of its teacher. */
export function describeTeacher({ run, sha256 }: TeacherRun): RunTeacher {
  return {
    experiment: run.experiment,
    id: run.id,
    sha256,
    model: run.model.name,
    parameters: run.model.parameters.total,
    accuracy: run.test.accuracy,
  };
}
