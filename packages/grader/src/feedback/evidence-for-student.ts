import type { Grade, Language } from '@teamnet/records';

const ANOTHER: Record<Language, string> = { en: 'another discussion', ko: '다른 토론' };

/**
 * An item's evidence as its student may read it: whose discussion theirs is like is for the teacher to judge, so the
 * path of another student's discussion is not told.
 */
export function evidenceForStudent(evidence: string, { team, student }: Grade, language: Language): string {
  const own = `apps/${team}/discussion/${student}.md`;
  return evidence.replace(/apps\/[\w.-]+\/discussion\/[\w.-]+?\.md(?::\d+)?/g, (path) =>
    path.replace(/:\d+$/, '') === own ? path : ANOTHER[language],
  );
}
