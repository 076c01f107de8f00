import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { TeamnetError } from './errors.js';

/** Where everything lies in a checkout; all paths absolute. */
export class Workspace {
  constructor(readonly root: string) {}

  /**
   * The checkout around a folder: the nearest one upwards whose package.json is named "teamnet".
   * @throws TeamnetError `no-workspace`
   */
  static find(from: string = process.cwd()): Workspace {
    for (let folder = resolve(from); ; folder = dirname(folder)) {
      const manifest = join(folder, 'package.json');
      if (existsSync(manifest) && JSON.parse(readFileSync(manifest, 'utf8')).name === 'teamnet')
        return new Workspace(folder);
      if (dirname(folder) === folder)
        throw new TeamnetError({
          code: 'no-workspace',
          message: `${resolve(from)} is not inside a Teamnet checkout.`,
          remedy: 'Go to the folder that you cloned and run the command there.',
          exitCode: 2,
        });
    }
  }

  get teamsFolder(): string {
    return join(this.root, 'teams');
  }
  teamFile(team: string): string {
    return join(this.teamsFolder, `${team}.json`);
  }
  /** Names of all teams that have a file in teams/, in natural order (team-2 before team-10). */
  teamNames(): string[] {
    if (!existsSync(this.teamsFolder)) return [];
    return readdirSync(this.teamsFolder)
      .filter((name) => name.endsWith('.json'))
      .map((name) => name.slice(0, -'.json'.length))
      .sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
  }
  appFolder(team: string): string {
    return join(this.root, 'apps', team);
  }
  homeworkFile(team: string): string {
    return join(this.appFolder(team), 'homework.json');
  }
  runFolder(team: string, experiment: string, dataset: string): string {
    return join(this.appFolder(team), 'runs', experiment, dataset);
  }
  runFile(team: string, experiment: string, dataset: string): string {
    return join(this.runFolder(team, experiment, dataset), 'run.json');
  }
  reportsFolder(team: string): string {
    return join(this.appFolder(team), 'reports');
  }
  discussionFile(team: string, student: string): string {
    return join(this.appFolder(team), 'discussion', `${student}.md`);
  }
  /** A teacher's; beside grades/ and not in it, which turbo's cache puts back as it was. */
  marksFile(team: string, student: string): string {
    return join(this.appFolder(team), 'marks', `${student}.json`);
  }
  /** The class's own rubric, where it has one. */
  get rubricFile(): string {
    return join(this.root, 'rubric.json');
  }
  gradesFolder(team: string): string {
    return join(this.appFolder(team), 'grades');
  }
  gradeFile(team: string, student: string): string {
    return join(this.gradesFolder(team), student, 'grade.json');
  }
}
