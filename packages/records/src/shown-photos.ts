import type { Run } from './run.js';

/** Example keys of the photos that a run keeps pictures of: its surest mistakes, and those it was looked inside with. */
export function shownPhotos({ test, inspection }: Pick<Run, 'test' | 'inspection'>): string[] {
  const { activations, gradCam } = inspection ?? {};
  const inside = [
    ...(activations ? [activations.image] : []),
    ...(gradCam ? [...gradCam.right, ...gradCam.wrong] : []),
  ];
  return [...new Set([...test.misclassified, ...inside].map(({ key }) => key))];
}
