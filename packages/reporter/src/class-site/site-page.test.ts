/// <reference lib="dom" />
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { FixtureClass, makeHomework } from '../testing/fixture-class.js';
import { findBarriers, findPaleTexts } from '../testing/measure-page.js';
import { CHROMIUM, NO_CHROMIUM, openChromium } from '../testing/open-chromium.js';
import { writeSite } from './write-site.js';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const made = new FixtureClass();
const out = join(made.workspace.root, 'my site');
let browser: Browser | null = null;
/** What the pages ask for but for files, and what they complain about. */
const asked: string[] = [];
const complaints: string[] = [];

beforeAll(async () => {
  if (!CHROMIUM) return;
  const few = (team: string) => {
    const homework = makeHomework(team, made.members, 'en');
    return { ...homework, experiments: homework.experiments.slice(0, 2) };
  };
  made.write('apps/team-1/homework.json', JSON.stringify(few('team-1')));
  for (const number of [2, 10])
    made.addTeam(few(`team-${number}`), (run) => {
      run.test.accuracy -= number / 100;
    });
  await writeSite(made.workspace, out);
  browser = await openChromium();
});
beforeEach((context) => {
  context.skip(browser === null, NO_CHROMIUM);
});
afterAll(async () => {
  await browser?.close();
  made.remove();
});

async function open(file: string, options: BrowserContextOptions = {}): Promise<Page> {
  const page = await browser!.newPage({ viewport: { width: 1200, height: 900 }, ...options });
  page.on('request', (request) => {
    if (!/^(file|data):/.test(request.url())) asked.push(request.url());
  });
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(pathToFileURL(join(out, file)).href);
  return page;
}
const cells = (page: Page, table: string, column: number) =>
  page.$$eval(
    `#${table} tbody tr`,
    (rows, at) =>
      (rows as HTMLTableRowElement[]).filter((row) => !row.hidden).map((row) => row.cells[at]!.textContent),
    column,
  );

test('from the class one gets to a team, to a report and back, all of it from files', async () => {
  const page = await open('index.html');
  await page.getByRole('link', { name: 'team-2' }).click();
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('team-2');
  await page.getByRole('link', { name: 'Jonas Weber' }).click();
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain('report by Jonas Weber');
  expect(await page.title()).toContain('Jonas Weber');
  await page.getByRole('link', { name: 'The class', exact: true }).click();
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('The class');
  expect(page.url()).toBe(pathToFileURL(join(out, 'index.html')).href);
  expect([asked, complaints]).toEqual([[], []]);
});

test('a table is sorted by any of its columns, by mouse and by keyboard, numbers as numbers', async () => {
  const page = await open('index.html');
  const head = (name: string) => page.locator('#teams thead').getByRole('button', { name });
  await head('Team').click();
  expect(await cells(page, 'teams', 0)).toEqual(['team-1', 'team-2', 'team-10']);
  await head('Team').focus();
  await page.keyboard.press('Enter');
  expect(await cells(page, 'teams', 0)).toEqual(['team-10', 'team-2', 'team-1']);
  expect(await page.locator('#teams th').first().getAttribute('aria-sort')).toBe('descending');
  await head('Best on tf_flowers').click();
  expect(await cells(page, 'teams', 0)).toEqual(['team-10', 'team-2', 'team-1']);
  expect(await page.locator('#teams th[aria-sort]').count()).toBe(1);
  const times = page.locator('#tf_flowers thead').getByRole('button', { name: 'Test accuracy' });
  await times.click();
  const shares = (await cells(page, 'tf_flowers', 3)).map((text) => Number.parseFloat(text!));
  expect(shares).toEqual([...shares].sort((a, b) => a - b));
  expect(complaints).toEqual([]);
});

test('a search leaves the rows that have every word of it, says how many, and Escape brings all back', async () => {
  const page = await open('index.html');
  const all = (await cells(page, 'tf_flowers', 0)).length;
  await page.getByRole('searchbox', { name: 'Search the tables' }).fill('TEAM-2 jonas');
  expect(await cells(page, 'teams', 0)).toEqual(['team-2']);
  expect(await cells(page, 'tf_flowers', 2)).toEqual(['Jonas Weber']);
  expect(await page.getByRole('status').textContent()).toMatch(/^\d of \d+ rows$/);
  await page.keyboard.press('Escape');
  expect(await cells(page, 'tf_flowers', 0)).toHaveLength(all);
  await page.getByRole('searchbox').fill('nobody of this name');
  expect(await cells(page, 'teams', 0)).toEqual([]);
  expect(await page.getByRole('status').textContent()).toMatch(/^0 of/);
});

test('without JavaScript the pages are plain tables, with every row and no dead button', async () => {
  const page = await open('index.html', { javaScriptEnabled: false });
  expect(await page.locator('#teams tbody tr').count()).toBe(3);
  expect(await page.locator('button, input').count()).toBe(0);
  expect(await page.getByRole('link', { name: 'team-10' }).isVisible()).toBe(true);
});

test('the pages keep to WCAG AA, in the light and in the dark, and do not scroll sideways on a phone', async () => {
  for (const file of ['index.html', 'team-1/index.html']) {
    // Their policy lets no script but ours in, axe's neither.
    const page = await open(file, { bypassCSP: true });
    expect(await findBarriers(page)).toEqual([]);
    expect(await findPaleTexts(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await findBarriers(page, ['color-contrast'])).toEqual([]);
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  }
});
