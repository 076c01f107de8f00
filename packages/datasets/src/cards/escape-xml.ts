/** Text as it may stand in an SVG. */
export function escapeXml(text: string): string {
  // XML has no place for these, and would not be drawn.
  const drawable = text.replace(/[\p{Cc}\p{Cs}\ufffe\uffff]/gu, '');
  return drawable.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
