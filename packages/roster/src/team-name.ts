/**
 * The name for files of a team that a class list names: "Team 3" and "3" are `team-3`.
 * @returns null for a label that cannot name a folder, e.g. "나비"
 */
export function toTeamName(label: string): string | null {
  const name = label.toLowerCase().replace(/[\s_]+/g, '-');
  if (/^\d+$/.test(name)) return `team-${Number(name)}`;
  const numbered = /^team-?(\d+)$/.exec(name);
  if (numbered) return `team-${Number(numbered[1])}`;
  return /^[a-z0-9][a-z0-9-]{0,63}$/.test(name) ? name : null;
}

/** The first of team-1, team-2, … that is not taken. */
export function nextFreeName(taken: ReadonlySet<string>): string {
  for (let number = 1; ; number++) if (!taken.has(`team-${number}`)) return `team-${number}`;
}
