import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** This machine's Chromium; null where there is none. */
export const CHROMIUM = PLACES.find((place) => existsSync(place)) ?? null;

/** Why a test that needs it is skipped. */
export const NO_CHROMIUM = 'There is no Chromium on this machine (Debian: apt-get install chromium).';

/** Opens it; root may not run it in a sandbox, and the pages are our own. */
export function openChromium(): Promise<Browser> {
  if (CHROMIUM === null) throw new Error(NO_CHROMIUM);
  return chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox'] });
}
