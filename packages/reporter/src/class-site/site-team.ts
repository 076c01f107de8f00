import type { TeamRecords } from '../team-records.js';

/** A team on the site, without its private members. */
export interface SiteTeam {
  records: TeamRecords;
  /** Ids of the members who have a report on the site. */
  students: string[];
}
