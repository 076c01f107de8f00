import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findProblem, type Language, type Run } from '@teamnet/records';
import MarkdownIt from 'markdown-it';
import { afterAll, describe, expect, test } from 'vitest';
import { discussionTemplate } from './discussion/template.js';
import { isWholeSvg } from './figures/read-diagram.js';
import { FixtureClass } from './testing/fixture-class.js';
import { writeReports } from './write-reports.js';

const made = new FixtureClass();
afterAll(() => made.remove());
const STUDENT = 's1-2';
const discussion = made.workspace.discussionFile('team-1', STUDENT);

async function report(language: Language = 'en'): Promise<string> {
  await writeReports(made.workspace, 'team-1', { students: [STUDENT], language });
  return made.report(STUDENT);
}

describe('as GitHub shows it', () => {
  // GitHub lets these through (https://github.github.com/gfm/, 6.11) and strips what is not on its own list.
  const ALLOWED = /^<\/?(details|summary)>|^<!--/;

  test.each(['en', 'ko'] as Language[])(
    'the Markdown in %s is whole: tables, figures, no bare sign',
    async (language) => {
      const markdown = await report(language);
      const tokens = new MarkdownIt({ html: true }).parse(markdown, {});
      const all = tokens.flatMap((token) => [token, ...(token.children ?? [])]);
      for (const { type, content } of all)
        if (/^html_/.test(type)) for (const line of content.trim().split('\n')) expect(line).toMatch(ALLOWED);
      const count = (type: string) => tokens.filter((token) => token.type === type).length;
      const rulers = markdown.match(/^\|( :?-+:? \|)+$/gm)!;
      expect(count('table_open')).toBe(rulers.length);
      expect(count('tr_open')).toBe(markdown.match(/^\|.*\|$/gm)!.length - rulers.length);
      // A sign that was meant to make text strong or slanted, but did not.
      const texts = all.filter(({ type }) => type === 'text').map(({ content }) => content);
      expect(texts.filter((text) => /\*\*|^\*|\*$/.test(text))).toEqual([]);
      const images = all.filter(({ type }) => type === 'image');
      expect(images.length).toBeGreaterThan(10);
      for (const image of images) {
        expect(image.content).not.toBe('');
        expect(statSync(made.app('reports', image.attrGet('src')!)).size).toBeGreaterThan(0);
      }
    },
  );
});

describe('the discussion file', () => {
  const other = discussionTemplate('ko');
  test.each([
    ['as it was made', discussionTemplate('en')],
    ['in the other language', other],
    ['saved with CRLF', discussionTemplate('en').replaceAll('\n', '\r\n')],
    ['saved with a BOM', `\uFEFF${discussionTemplate('en')}`],
    ['with blank lines more', `${discussionTemplate('en')}\n\n  \n`],
  ])('%s is the untouched template, said with what to do, and is not written to', async (_, template) => {
    writeFileSync(discussion, template);
    chmodSync(discussion, 0o444);
    const before = statSync(discussion).mtimeMs;
    const markdown = await report();
    expect(markdown).toMatch(/s1-2\.md is still the untouched template\. Answer its questions.*--watch/);
    expect(readFileSync(discussion, 'utf8')).toBe(template);
    expect([statSync(discussion).mtimeMs, statSync(discussion).mode & 0o777]).toEqual([before, 0o444]);
    rmSync(discussion);
  });

  test('that is a folder, or text of another encoding, is told in its report and stops nobody', async () => {
    mkdirSync(discussion);
    await writeReports(made.workspace, 'team-1', { students: [STUDENT, 's1-3'] });
    expect(made.report(STUDENT)).toMatch(/It cannot be shown: .*s1-2\.md cannot be read \(EISDIR\)/);
    expect(made.report('s1-3')).toContain('<!-- section: reproduce -->');
    rmSync(discussion, { recursive: true });
    // "토의" in EUC-KR, as an old Korean editor saves it.
    writeFileSync(discussion, Buffer.from([0xc5, 0xe4, 0xc0, 0xc7]));
    expect(await report()).toContain('s1-2.md is not saved as UTF-8');
    expect(await report('ko')).toContain('UTF-8로 저장되지 않았다');
    rmSync(discussion);
  });
});

describe('of a run that is not whole', () => {
  const folder = made.workspace.runFolder('team-1', 'no-residual', 'tf_flowers');
  const restored = async (run: () => Promise<void>) => {
    const saved = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((file) => [file, readFileSync(file)] as const);
    await run();
    for (const [file, content] of saved) writeFileSync(file, content);
  };

  test('a cut history is named, in both languages', () =>
    restored(async () => {
      writeFileSync(
        join(folder, 'history.jsonl'),
        readFileSync(join(folder, 'history.jsonl')).subarray(0, 99),
      );
      expect(await report()).toMatch(
        /`no-residual` \| tf_flowers \| not shared .* Its file history\.jsonl is not the one that run\.json lists/,
      );
      expect(await report('ko')).toMatch(
        /공유하지 않음 .* 파일 history\.jsonl이\(가\) run\.json에 적힌 것과 다르다/,
      );
    }));

  test('cut predictions leave the single images out of the comparison', () =>
    restored(async () => {
      writeFileSync(join(folder, 'predictions.jsonl'), '{"key": "a", "lab');
      made.relist('no-residual', 'tf_flowers', (run) => {
        run.files.push({ path: 'predictions.jsonl', bytes: 0, sha256: '0'.repeat(64) });
      });
      expect(await report()).toContain("McNemar's test on the single images is not available");
    }));

  test('missing photos are named as such', () =>
    restored(async () => {
      made.relist('no-residual', 'tf_flowers', (run) => {
        run.files = run.files.filter(({ path }) => !path.startsWith('misclassified/'));
      });
      expect(await report()).toContain('6 of its pictures cannot be shown');
      made.relist('no-residual', 'tf_flowers', (run) => {
        run.test.misclassified = [];
      });
      expect(await report()).toMatch(/The run kept no pictures of its \d+ wrongly classified test images/);
    }));
});

test('hostile text in any field of a run, in names, roles and questions stays text everywhere', async () => {
  const hostile =
    '"><img src=x onerror=alert(1)>](javascript:alert(1)) `|` <!-- section: roster --> </svg> \u0007\u202e';
  const kept = new Set(['team', 'student', 'experiment', 'profile', 'path', 'picture']);
  const poison = (value: unknown, run: Run): void => {
    if (typeof value !== 'object' || value === null) return;
    const record = value as Record<string, unknown>;
    for (const [key, inner] of Object.entries(record)) {
      if (typeof inner !== 'string') poison(inner, run);
      else if (!kept.has(key) && !(value === run.dataset && key === 'name')) {
        record[key] = hostile;
        // Most of what a program reads may hold certain words only.
        if (findProblem('run', run)) record[key] = inner;
      }
    }
  };
  for (const dataset of ['rock_paper_scissors', 'tf_flowers'] as const)
    made.relist('no-residual', dataset, (run) => {
      poison(run, run);
      expect(JSON.stringify(run).split('onerror').length).toBeGreaterThan(20);
    });
  const team = {
    team: 'team-1',
    members: made.members.map((member) => ({ ...member, name: hostile, role: hostile })),
  };
  made.write('teams/team-1.json', JSON.stringify(team));
  const experiments = made.homework.experiments.map((experiment) => ({ ...experiment, question: hostile }));
  made.write('apps/team-1/homework.json', JSON.stringify({ ...made.homework, experiments }));
  for (const language of ['en', 'ko'] as Language[]) {
    const markdown = await report(language);
    const html = made.report(STUDENT, 'html');
    expect(html).toContain('onerror=alert(1)');
    expect(html).not.toMatch(/<img src=x|<script|href="javascript/);
    // Each drawing ends where it should.
    expect(html.match(/<svg/g)!.length).toBe(html.match(/<\/svg>/g)!.length);
    const tokens = new MarkdownIt({ html: true })
      .parse(markdown, {})
      .flatMap((token) => [token, ...(token.children ?? [])]);
    for (const { type, content } of tokens)
      if (/^html_/.test(type)) expect(content).not.toMatch(/<img|onerror/);
    expect(tokens.filter(({ type }) => type === 'link_open').map((token) => token.attrGet('href'))).toEqual(
      [],
    );
    expect(markdown.match(/^<!-- section: roster -->$/gm)).toHaveLength(1);
    const figures = made.app('reports/figures', STUDENT);
    for (const file of readdirSync(figures).filter((name) => name.endsWith('.svg')))
      expect([file, isWholeSvg(readFileSync(join(figures, file), 'utf8'))]).toEqual([file, true]);
  }
});

test('two processes in other time zones and locales write the same bytes', () => {
  const script = `import { writeReports } from ${JSON.stringify(join(import.meta.dirname, '../dist/index.js'))};
    import { Workspace } from '@teamnet/records';
    await writeReports(new Workspace(process.argv[1]), 'team-1', { students: ['${STUDENT}'] });`;
  const digest = (TZ: string, LANG: string) => {
    rmSync(made.app('reports'), { recursive: true, force: true });
    execFileSync(process.execPath, ['--input-type=module', '-e', script, made.workspace.root], {
      cwd: import.meta.dirname,
      env: { ...process.env, TZ, LANG, LC_ALL: LANG },
    });
    const files = readdirSync(made.app('reports'), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort();
    expect(files.length).toBeGreaterThan(20);
    const hash = createHash('sha256');
    for (const file of files) hash.update(file).update(readFileSync(file));
    return hash.digest('hex');
  };
  expect(digest('Asia/Seoul', 'ko_KR.UTF-8')).toBe(digest('America/St_Johns', 'tr_TR.UTF-8'));
});
