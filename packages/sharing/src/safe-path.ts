const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/**
 * What is wrong with a path of a shared file, which must stay in its folder on every system.
 * @returns null when it is safe
 */
export function pathProblem(path: string): string | null {
  if (path.startsWith('/') || /^[A-Za-z]:/.test(path)) return 'is absolute';
  if (/[\\:*?"<>|]/.test(path) || [...path].some((sign) => sign < ' ' || sign === '\u007f'))
    return 'has a sign that file names cannot have everywhere';
  for (const part of path.split('/')) {
    if (part === '..' || part === '.' || part === '') return 'leads out of its folder';
    if (part.startsWith('.')) return 'is a hidden file';
    if (/[. ]$/.test(part) || RESERVED.test(part) || Buffer.byteLength(part) > 255)
      return 'has a name that Windows does not allow';
  }
  return null;
}
