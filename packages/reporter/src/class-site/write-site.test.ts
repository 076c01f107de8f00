import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Homework, Team } from '@teamnet/records';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { SitePrivacyError } from '../errors.js';
import { FixtureClass, FOUR, makeHomework } from '../testing/fixture-class.js';
import { type WrittenSite, writeSite } from './write-site.js';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const MEMBERS: Team['members'] = [
  { ...FOUR[0]!, name: 'Minji Kim (김민지)' },
  { ...FOUR[1]!, name: '](x) <img src=x onerror=alert(1)> "\'' },
  { ...FOUR[2]!, name: 'Wanda Secret', role: 'speaks for Wanda', private: true },
  { ...FOUR[3]!, role: 'helps Wanda Secret' },
];
const SECRET = /s1-3|wanda|secret/i;

let made: FixtureClass;
let out: string;
let site: WrittenSite;
const filesOf = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
const read = (file: string) => readFileSync(join(out, file), 'utf8');

/** The baseline, the private member's experiment and one more. */
const fewer = (homework: Homework): Homework => ({
  ...homework,
  experiments: homework.experiments.filter(({ id }) =>
    ['baseline', 'no-batch-norm', 'no-augment'].includes(id),
  ),
});

beforeAll(async () => {
  made = new FixtureClass('team-1', MEMBERS);
  made.write('apps/team-1/homework.json', JSON.stringify(fewer(made.homework)));
  const homework = fewer(makeHomework('team-2', MEMBERS, 'ko'));
  homework.experiments[1]!.id = 'wanda-norm';
  homework.experiments[1]!.question = 'Is s1-3 right? asks Wanda.';
  made.addTeam(homework, (run) => {
    run.question = 'Is s1-3 right? asks Wanda.';
    run.dataset.notes = ['Images read from the folder wanda/tf_flowers.'];
    const [first, second] = run.test.misclassified;
    run.dataset.credits = {
      ...{ photos: 9, photographers: 2 },
      shown: {
        [first!.key]: { photographer: 'Wanda Secret', url: 'https://photos.example/wanda-secret' },
        [second!.key]: { photographer: 'Ann Lee', url: 'https://photos.example/ann' },
      },
    };
  });
  made.write(
    'apps/team-1/discussion/s1-1.md',
    `I am glad that **Wanda** (s1-3) helped. ${'And more. '.repeat(60)}`,
  );
  made.write('apps/team-2/discussion/s1-1.md', '완다 말고 Wanda Secret이 도왔다.');
  rmSync(made.workspace.runFolder('team-2', 'no-augment', 'tf_flowers'), { recursive: true });
  out = join(made.workspace.root, 'site');
  site = await writeSite(made.workspace, out);
});
afterAll(() => made.remove());

test('the site has a page for the class, one a team, and a report of everybody who may be seen', () => {
  expect(site).toMatchObject({
    teams: ['team-1', 'team-2'],
    reports: 6,
    left: ['s1-3'],
    changed: true,
  });
  const reports = ['s1-1', 's1-2', 's1-4'].map((id) => `reports/${id}.html`);
  expect(filesOf(out)).toEqual(
    [
      '.teamnet-site.json',
      'comparison.csv',
      'index.html',
      ...['team-1', 'team-2'].flatMap((team) => ['index.html', ...reports].map((file) => `${team}/${file}`)),
    ].sort(),
  );
  for (const file of filesOf(out).filter((name) => name.endsWith('.html')))
    for (const [, href] of read(file).matchAll(/href="([^"#]+)"/g))
      expect(existsSync(join(out, file, '..', href!)), `${file} → ${href}`).toBe(true);
});

test('nobody whom the class list marks as private is in any file, and team-mates read of a member', () => {
  for (const file of filesOf(out)) {
    const text = file.endsWith('.html') ? read(file).replace(/src="data:image\/png[^"]*"/g, '') : read(file);
    expect(`${file} ${SECRET.exec(text)?.[0]}`).toBe(`${file} undefined`);
  }
  const report = read('team-1/reports/s1-1.html');
  expect(report).toContain('I am glad that <strong>a member</strong> (a member) helped.');
  expect(report).toMatch(/<th scope="row"[^>]*>a member<\/th><td[^>]*>member-1<\/td>/);
  expect(read('team-2/reports/s1-1.html')).toContain('완다 말고 팀원이 도왔다.');
  expect(read('team-2/reports/s1-1.html')).toContain('© Ann Lee');
  expect(read('team-2/reports/s1-1.html')).toContain('© 팀원');
  expect(read('team-2/index.html')).toContain('member-1-norm');
  expect(read('comparison.csv')).toContain('team-1,no-batch-norm,tf_flowers,a member,yes,');
});

test('names and questions stay text, and no page loads or sends anything', () => {
  for (const file of filesOf(out).filter((name) => name.endsWith('.html'))) {
    const html = read(file);
    expect(html.replace(/<script>[\s\S]*/, '')).not.toMatch(/<img src=x|undefined|NaN|\[object/);
    expect(html.replaceAll('http://www.w3.org/', '')).not.toMatch(/(src|href)\s*=\s*["']?(https?:)?\/\//);
    expect(html).not.toContain(made.workspace.root);
    expect(html.match(/<script/g)?.length ?? 0).toBe(file.includes('/reports/') ? 0 : 1);
  }
  expect(read('index.html')).toContain('&lt;img src=x onerror=alert(1)&gt;');
  expect(read('team-2/index.html')).toContain('There is no run.json.');
});

test('a name that is written in a way the mask does not see fails the build, and the site of before stands', async () => {
  const before = read('index.html');
  made.write('apps/team-1/discussion/s1-1.md', 'Thanks to &#87;anda &#83;ecret. ');
  const error = await writeSite(made.workspace, out).catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(SitePrivacyError);
  expect((error as Error).message).toMatch(/team-1\/reports\/s1-1\.html would show s1-3/);
  expect(read('index.html')).toBe(before);
});

test('a team without a homework is named and costs the others nothing; a team file that cannot be read stops the site', async () => {
  made.write('apps/team-1/discussion/s1-1.md', '');
  made.write('apps/team-2/homework.json', '{');
  expect(await writeSite(made.workspace, out)).toMatchObject({ unreadable: ['team-2'], reports: 3 });
  expect(read('index.html')).toContain('team-2: its files cannot be read');
  made.write('teams/team-2.json', '{');
  await expect(writeSite(made.workspace, out)).rejects.toThrow(/team-2\.json/);
});
