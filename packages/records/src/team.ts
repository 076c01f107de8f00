/** A student in a team. */
export interface Member {
  /** Stable id from the class list, e.g. `s3-1`; names files, so letters, digits, `-`, `_`, `.` only. */
  id: string;
  name: string;
  /** What the member does in the team, e.g. `data`, `ablation`; free text. */
  role?: string;
  /** true: nothing published, such as the class site, shows the student; false is the same as left out. */
  private?: boolean;
}

/** `teams/<team>.json`: who is in a team. */
export interface Team {
  /** Equals the file's name, e.g. `team-3`. */
  team: string;
  members: Member[];
}
