/** What libvips and its loaders put before what they say. */
const PREFIX = /^(?:Input (?:buffer|file) has corrupt header: )?(?:(?:vips\w*|webp\w*|\w+load(?:_\w+)?): )?/i;

/** Why an image cannot be decoded, in one line without a stop. The decoder's own words stand in brackets. */
export function decodeProblem(error: unknown): string {
  const [line = ''] = String((error as Error)?.message ?? error).split('\n');
  const said = line.replace(PREFIX, '').trim();
  if (/contains unsupported image format/.test(said)) return 'it is no JPEG, PNG, GIF or WebP';
  if (/exceeds pixel limit/.test(said)) return 'it has more than 67 million pixels';
  if (/buffer is empty/i.test(said)) return 'it is empty';
  if (/(?:premature|unexpected) end/i.test(said)) return 'it is cut off';
  if (said === '' || said === 'Unknown error') return 'it is damaged';
  return `it is damaged (${said})`;
}
