import type { Run } from '@teamnet/records';

/** The label of the lowest recall on the test images; null when no label has any. */
export function hardestClass({ test }: Run): { label: string; recall: number; support: number } | null {
  let hardest: { label: string; recall: number; support: number } | null = null;
  for (const { label, recall, support } of test.perClass)
    if (recall !== null && (hardest === null || recall < hardest.recall))
      hardest = { label, recall, support };
  return hardest;
}
