import { join, relative, sep } from 'node:path';
import { readTeam, TeamnetError, type Workspace } from '@teamnet/records';
import { FileHashes, type HashedFile } from '../inputs/file-hashes.js';
import { readMemory, writeMemory } from '../inputs/memory-file.js';
import { findRivals, type Sketched } from './find-rivals.js';
import { sentencesOf } from './sentences-of.js';
import { sketchOf } from './sketch-of.js';

/** By path relative to the checkout: the file as it was, and its sketch. */
type Memory = { sketches: Record<string, [HashedFile, number[]]> };

/** No team has this name. */
const MEMORY = '@discussions';

/**
 * For each discussion of a class those of other teams that it should be compared with. Discussions that have not
 * changed since the last time are not read again; of each only its sketch is kept.
 * @returns files by file, relative to the checkout
 */
export function findClassRivals(workspace: Workspace, teams: readonly string[]): Map<string, string[]> {
  const before = readMemory<Memory>(workspace, MEMORY)?.sketches ?? {};
  const hashes = new FileHashes(
    Object.entries(before).map(([path, [file]]) => [join(workspace.root, path), file]),
  );
  const discussions: Sketched[] = [];
  const now: Memory['sketches'] = {};
  let fresh = 0;
  for (const team of teams)
    for (const student of studentsOf(workspace, team)) {
      const path = workspace.discussionFile(team, student);
      const file = relative(workspace.root, path).split(sep).join('/');
      const known = before[file];
      const sketch = sketchFile(path, hashes, known);
      if (sketch === null) continue;
      discussions.push({ team, file, sketch });
      const kept = hashes.kept.get(path);
      if (kept) now[file] = [kept, sketch];
      if (kept !== known?.[0]) fresh++;
    }
  if (fresh > 0 || Object.keys(before).length !== Object.keys(now).length)
    writeMemory(workspace, MEMORY, { sketches: now });
  return findRivals(discussions);
}

function studentsOf(workspace: Workspace, team: string): string[] {
  try {
    return readTeam(workspace.teamFile(team)).members.map(({ id }) => id);
  } catch (error) {
    // That a team's file is broken is said when the team's turn comes.
    if (error instanceof TeamnetError) return [];
    throw error;
  }
}

function sketchFile(
  path: string,
  hashes: FileHashes,
  known: Memory['sketches'][string] | undefined,
): number[] | null {
  try {
    const hash = hashes.of(path);
    if (hash === null) return null;
    if (known && known[0][4] === hash.sha256) return known[1];
    return sketchOf(sentencesOf(hashes.read(path)!.toString('utf8')));
  } catch {
    // It cannot be read: an error of this student's item, and nobody else's.
    return null;
  }
}
