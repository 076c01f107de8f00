import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/**
 * The user's folder for what is kept once, whatever number of clones there is (TensorFlow, the built binding):
 * `$TEAMNET_CACHE_DIR`, else `$XDG_CACHE_HOME/teamnet`, else `~/.cache/teamnet`.
 */
export function cacheFolder(): string {
  const { TEAMNET_CACHE_DIR, XDG_CACHE_HOME } = process.env;
  if (TEAMNET_CACHE_DIR) return resolve(TEAMNET_CACHE_DIR);
  return join(XDG_CACHE_HOME || join(homedir(), '.cache'), 'teamnet');
}
