import type Token from 'markdown-it/lib/token.mjs';

/**
 * What a reader sees of Markdown tokens: text, code, and a `[picture]` for each image or drawing; comments and tags
 * are left out, escapes and entities are resolved, white space is one blank.
 */
export function plainText(tokens: readonly Token[]): string {
  return tokens.map(textOf).join(' ').replace(/\s+/g, ' ').trim().normalize('NFC');
}

function textOf(token: Token): string {
  switch (token.type) {
    case 'inline':
      return (token.children ?? []).map(textOf).join('');
    case 'text':
    case 'text_special':
    case 'code_inline':
    case 'code_block':
    case 'fence':
      return token.content;
    case 'softbreak':
    case 'hardbreak':
      return ' ';
    case 'image':
      return `[picture] ${token.content}`;
    case 'html_block':
    case 'html_inline':
      return token.content
        .replace(/<!--[\s\S]*?-->/g, ' ')
        .replace(/<(img|svg)\b/gi, '[picture] <$1')
        .replace(/<[^>]*>/g, ' ');
    default:
      return '';
  }
}
