/// <reference lib="dom" />
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/**
 * What axe-core (https://github.com/dequelabs/axe-core) finds against WCAG 2.2 AA and good practice, a line each.
 * @param rules these only; all when left out
 */
export async function findBarriers(page: Page, rules?: readonly string[]): Promise<string[]> {
  await page.evaluate(`${AXE}; undefined`);
  return page.evaluate(async (only) => {
    interface Found {
      violations: { id: string; help: string; nodes: { target: string[]; failureSummary?: string }[] }[];
    }
    const { axe } = globalThis as unknown as { axe: { run(options: object): Promise<Found> } };
    const { violations } = await axe.run({
      resultTypes: ['violations'],
      ...(only ? { runOnly: { type: 'rule', values: only } } : {}),
    });
    return violations.flatMap(({ id, help, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${help}: ${target.join(' ')}: ${failureSummary}`),
    );
  }, rules);
}

/**
 * Texts of drawings with less contrast than WCAG AA asks of small text (4.5), which axe does not look at: the text's
 * fill against the topmost filled shape below its middle, else against the white card.
 */
export function findPaleTexts(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const luminance = (rgb: number[]) => {
      const [r, g, b] = rgb.map((value) => {
        const share = value / 255;
        return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
      }) as [number, number, number];
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const fill = (element: Element) => {
      const { fill: color, opacity, fillOpacity } = getComputedStyle(element);
      const numbers = color.match(/[\d.]+/g)?.map(Number);
      return numbers && { rgb: numbers.slice(0, 3), alpha: (numbers[3] ?? 1) * +opacity * +fillOpacity };
    };
    const pale: string[] = [];
    for (const text of document.querySelectorAll('svg text')) {
      if (!text.textContent?.trim()) continue;
      text.scrollIntoView({ block: 'center' });
      const box = text.getBoundingClientRect();
      const below = document
        .elementsFromPoint(box.x + box.width / 2, box.y + box.height / 2)
        .filter((element) => element.matches('svg path, svg rect'))
        .map(fill)
        .find((found) => found && found.alpha > 0) ?? { rgb: [255, 255, 255], alpha: 1 };
      const ground = below.rgb.map((value) => value * below.alpha + 255 * (1 - below.alpha));
      const [light, dark] = [luminance(fill(text)!.rgb), luminance(ground)].sort((a, b) => b - a) as [
        number,
        number,
      ];
      const contrast = (light + 0.05) / (dark + 0.05);
      if (contrast < 4.5) pale.push(`"${text.textContent}": ${contrast.toFixed(2)}`);
    }
    return pale;
  });
}

/** Tables, drawings and paragraphs that reach beyond the page's right edge, where paper cuts them. */
export function findCutBlocks(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('table, pre, img, svg, p, figure')]
      .filter((element) => element.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
      .map(
        (element) =>
          `${element.tagName} ${element.getAttribute('aria-label') ?? element.textContent?.slice(0, 40)}`,
      ),
  );
}
