/** The parts of a report in their order; the reporter writes `<!-- section: ID -->` before each, the grader reads it. */
export const SECTION_IDS = [
  'roster',
  'task',
  'network',
  'my-experiments',
  'team-experiments',
  'comparison',
  'discussion',
  'reproduce',
] as const;

export type SectionId = (typeof SECTION_IDS)[number];
