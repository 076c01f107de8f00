import { dirname } from 'node:path';
import { type Distillation, type ResizeSettings, type Run, readRun, type Workspace } from '@teamnet/records';
import { TeacherUnfitError } from '../errors.js';
import { checkSavedNetwork } from '../store/saved-network.js';

/** A finished run that another one learns from. */
export interface TeacherRun {
  run: Run;
  folder: string;
  /** Of its weights, hex; part of the student's run id. */
  sha256: string;
}

/**
 * Finds the teacher of a run and makes sure that it can teach it: it is whole, knows the same labels in the same order
 * and takes images of the same size.
 * @param student what its images and labels are
 * @throws TeacherUnfitError; RunUnusableError for changed or missing files; records' errors for its run.json
 */
export function readTeacher(
  workspace: Workspace,
  team: string,
  { teacher }: Distillation,
  student: { experiment: string; dataset: string; labels: readonly string[] } & {
    imageSize: number;
    resize?: ResizeSettings | undefined;
  },
): TeacherRun {
  const file = workspace.runFile(team, teacher, student.dataset);
  const run = readRun(file);
  const folder = dirname(file);
  const unfit = (problem: string, remedy: string) =>
    new TeacherUnfitError(student.experiment, `${teacher} on ${student.dataset}`, problem, remedy);
  const { labels } = run.dataset;
  if (labels.join('\n') !== student.labels.join('\n'))
    throw unfit(
      `it knows the labels ${labels.join(', ')}, not ${student.labels.join(', ')}`,
      'Choose a teacher that was trained on the same data set.',
    );
  const { imageSize, resize } = run.settings.training;
  if (imageSize !== student.imageSize)
    throw unfit(
      `it takes images of ${imageSize} pixels, not ${student.imageSize}`,
      'Give both the same training.imageSize and train the teacher first.',
    );
  const shape = resize?.aspectRatio ?? 'stretch';
  const wanted = student.resize?.aspectRatio ?? 'stretch';
  if (shape !== wanted)
    throw unfit(
      `it was trained on images with the aspect ratio "${shape}", not "${wanted}"`,
      'Give both the same training.resize and train the teacher first.',
    );
  return { run, folder, sha256: checkSavedNetwork(run, folder) };
}
