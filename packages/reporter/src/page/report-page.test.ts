/// <reference lib="dom" />
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { FixtureClass } from '../testing/fixture-class.js';
import { findBarriers, findCutBlocks, findPaleTexts } from '../testing/measure-page.js';
import { CHROMIUM, NO_CHROMIUM, openChromium } from '../testing/open-chromium.js';
import { writeReports } from '../write-reports.js';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

/** Width of A4 between the margins of the style, in CSS pixels. */
const A4 = Math.floor(((210 - 2 * 13) / 25.4) * 96);

const made = new FixtureClass();
let browser: Browser | null = null;
/** What the pages ask for but for themselves, and what they complain about. */
const asked: string[] = [];
const complaints: string[] = [];

beforeAll(async () => {
  await writeReports(made.workspace, 'team-1', { students: ['s1-1'] });
  await writeReports(made.workspace, 'team-1', { students: ['s1-2'], language: 'ko' });
  if (CHROMIUM) browser = await openChromium();
});
beforeEach((context) => {
  context.skip(browser === null, NO_CHROMIUM);
});
afterAll(async () => {
  await browser?.close();
  made.remove();
});

async function open(student: string, width: number, media: Parameters<Page['emulateMedia']>[0] = {}) {
  // Its policy lets no script in, axe's neither.
  const page = await browser!.newPage({ viewport: { width, height: 900 }, bypassCSP: true });
  page.on('request', (request) => {
    if (!/^(file|data):/.test(request.url())) asked.push(request.url());
  });
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(pathToFileURL(made.app('reports', `${student}.html`)).href);
  await page.emulateMedia(media);
  await page.evaluate(() => {
    for (const details of document.querySelectorAll('details')) details.open = true;
  });
  return page;
}

test('a report keeps to WCAG AA, its drawings too, and asks for nothing from anywhere', async () => {
  const page = await open('s1-1', 1100);
  expect(await findBarriers(page)).toEqual([]);
  expect(await findPaleTexts(page)).toEqual([]);
  expect([asked, complaints]).toEqual([[], []]);
});

test('in the dark and on paper its contrast is enough, and paper is white', async () => {
  const dark = await open('s1-1', 1100, { colorScheme: 'dark' });
  expect(await findBarriers(dark, ['color-contrast'])).toEqual([]);
  const ground = () => getComputedStyle(document.body).backgroundColor;
  expect(await dark.evaluate(ground)).toBe('rgb(20, 24, 29)');
  await dark.emulateMedia({ colorScheme: 'dark', media: 'print' });
  expect(await findBarriers(dark, ['color-contrast'])).toEqual([]);
  expect(await dark.evaluate(ground)).toBe('rgb(255, 255, 255)');
});

test('on a phone the page does not scroll sideways; in Korean too it keeps to WCAG AA', async () => {
  const page = await open('s1-2', 390);
  expect(
    await page.evaluate(() => [document.documentElement.lang, document.documentElement.scrollWidth]),
  ).toEqual(['ko', 390]);
  expect(await findBarriers(page)).toEqual([]);
});

test('on A4 nothing is cut, and what is folded on the screen is printed', async () => {
  for (const student of ['s1-1', 's1-2']) {
    const page = await open(student, A4, { media: 'print' });
    expect(await findCutBlocks(page)).toEqual([]);
    await page.evaluate(() => {
      for (const details of document.querySelectorAll('details')) details.open = false;
    });
    const heights = await page.$$eval('details table', (tables) => tables.map((table) => table.clientHeight));
    expect(heights.length).toBeGreaterThan(0);
    for (const height of heights) expect(height).toBeGreaterThan(50);
  }
});

test('the keyboard skips to the contents, and sees where it is', async () => {
  const page = await open('s1-1', 1100);
  await page.keyboard.press('Tab');
  const focused = () => {
    const { outlineStyle } = getComputedStyle(document.activeElement!);
    return [
      document.activeElement!.textContent,
      outlineStyle,
      document.activeElement!.getBoundingClientRect().x > 0,
    ];
  };
  expect(await page.evaluate(focused)).toEqual(['Skip to the contents of the page', 'solid', true]);
  await page.keyboard.press('Enter');
  expect(await page.evaluate(() => document.activeElement!.id)).toBe('main');
});
