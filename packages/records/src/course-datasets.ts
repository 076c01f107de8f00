/** The course's data sets: each team trains on both. Whatever else a homework names is a team's own. */
export const COURSE_DATASETS = ['rock_paper_scissors', 'tf_flowers'] as const;

export type CourseDataset = (typeof COURSE_DATASETS)[number];

/** Whether a name is one of the course's data sets. */
export function isCourseDataset(name: string): name is CourseDataset {
  return (COURSE_DATASETS as readonly string[]).includes(name);
}
