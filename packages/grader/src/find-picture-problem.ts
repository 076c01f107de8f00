/**
 * What keeps a picture from being shown.
 * @returns null when it is whole: an SVG that draws something, a PNG, or a JPEG
 */
export function findPictureProblem(content: Buffer): string | null {
  if (content.length === 0) return 'the file is empty';
  if (content.subarray(0, 4).equals(PNG)) return content.includes('IEND', -12) ? null : 'the PNG is cut off';
  if (content.subarray(0, 2).equals(JPEG))
    return content.subarray(-2).equals(JPEG_END) ? null : 'the JPEG is cut off';
  const text = content
    .toString('utf8')
    .replace(/<!--[\s\S]*?-->/g, '')
    .trim();
  if (!/^(<\?xml[\s\S]*?\?>\s*)?(<!DOCTYPE[^>]*>\s*)?<svg[\s>]/i.test(text))
    return 'it is neither SVG nor PNG nor JPEG';
  if (!/<\/svg>$/.test(text)) return 'the SVG is cut off';
  return /<(rect|path|line|circle|ellipse|polygon|polyline|text|image|use)[\s>/]/.test(text)
    ? null
    : 'the SVG draws nothing';
}

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47]);
const JPEG = Buffer.from([0xff, 0xd8]);
const JPEG_END = Buffer.from([0xff, 0xd9]);
