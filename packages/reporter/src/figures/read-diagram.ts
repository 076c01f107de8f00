import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SharedRun } from '../report-context.js';

const DIAGRAM = 'network.svg';
const MOST_BYTES = 2_000_000;

/** The network's diagram that the trainer left in the run folder, or why it cannot be shown. */
export function readDiagram({ run, folder }: SharedRun): { content: Uint8Array } | { problem: string } {
  if (!run.files.some(({ path }) => path === DIAGRAM)) return { problem: `the run has no ${DIAGRAM}` };
  const content = readFileSync(join(folder, DIAGRAM));
  if (content.length > MOST_BYTES) return { problem: `${DIAGRAM} is larger than ${MOST_BYTES / 1e6} MB` };
  const text = content.toString('utf8');
  if (!isWholeSvg(text)) return { problem: `${DIAGRAM} is not a whole SVG file` };
  return { content: Buffer.from(onWhite(text), 'utf8') };
}

/** Black lines on a transparent ground cannot be read on GitHub's dark page. */
export function onWhite(svg: string): string {
  return svg.replace(
    /<svg\b(?:[^<>"']|"[^"]*"|'[^']*')*>/,
    (tag) => `${tag}\n<rect width="100%" height="100%" fill="white"/>`,
  );
}

/** Begins with one svg element, and each tag that is opened is closed in order. */
export function isWholeSvg(text: string): boolean {
  const body = text
    .replace(/^\uFEFF/, '')
    .replace(/<\?[\s\S]*?\?>|<!--[\s\S]*?-->|<!DOCTYPE[^>]*>/g, '')
    .trim();
  if (!/^<svg[\s>]/.test(body) || !body.endsWith('</svg>')) return false;
  const open: string[] = [];
  for (const [, close, name, empty] of body.matchAll(
    /<(\/?)([A-Za-z][\w:.-]*)(?:[^<>"']|"[^"]*"|'[^']*')*?(\/?)>/g,
  )) {
    if (close) {
      if (open.pop() !== name) return false;
    } else if (!empty) open.push(name!);
  }
  return open.length === 0;
}
