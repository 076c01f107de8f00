import type { Run } from '@teamnet/records';

/** The photographer of a photo, where the run says so and one did not make all of them. */
export function photographerOf(run: Run, key: string): string | null {
  const { credits } = run.dataset;
  if (!credits || credits.photographers === 1) return null;
  return credits.shown[key]?.photographer ?? null;
}
