import { expect, test } from 'vitest';
import type { Context } from './context.js';
import { main } from './main.js';

function recorder(): Context & { out: string[]; err: string[] } {
  const out: string[] = [];
  const err: string[] = [];
  return {
    out,
    err,
    cwd: import.meta.dirname,
    print: (line) => out.push(line),
    printJson: (value) => out.push(JSON.stringify(value)),
    note: (line) => err.push(line),
    stderr: { write: (text: string) => err.push(text) } as unknown as NodeJS.WriteStream,
    abortOnInterrupt: () => new AbortController().signal,
    interrupted: () => false,
  };
}

test('help is no error and lists every command', async () => {
  const context = recorder();
  expect(await main(['--help'], context)).toBe(0);
  for (const command of [
    'doctor',
    'data',
    'train',
    'evaluate',
    'predict',
    'inspect',
    'export',
    'summary',
    'report',
    'grade',
    'team',
  ])
    expect(context.out.join('\n')).toMatch(new RegExp(`^  ${command} `, 'm'));
  expect(context.err).toEqual([]);
});

test('no command at all is wrong usage', async () => {
  expect(await main([], recorder())).toBe(2);
});

test('a check that holds is 0 and JSON is the only output', async () => {
  const context = recorder();
  expect(await main(['team', 'check', '--json'], context)).toBe(0);
  expect(JSON.parse(context.out.join('')).problems).toEqual([]);
  expect(context.err).toEqual([]);
});

test('an error of a library is told with its remedy', async () => {
  const context = recorder();
  expect(await main(['grade', '--team', 'team-99'], context)).toBe(2);
  expect(context.out).toEqual([]);
  expect(context.err.join('')).toMatch(/^error: There is no team file .*team-99\.json\.\n {2}→ .*\n$/);
});

test('a folder without ./ before it is told how to write it', async () => {
  const context = recorder();
  expect(await main(['data', 'info', 'commands'], context)).toBe(2);
  expect(context.err.join('')).toMatch(
    /There is no data set "commands"[^\n]*\n {2}→ [^\n]*write "\.\/commands"/,
  );
  const nowhere = recorder();
  expect(await main(['data', 'info', 'nowhere'], nowhere)).toBe(2);
  expect(nowhere.err.join('')).toContain('Use one of: rock_paper_scissors, tf_flowers;');
});

test('a misspelt data set among several is told before any is prepared', async () => {
  const context = recorder();
  const flags = ['--source', 'stand-in'];
  expect(await main(['data', 'prepare', 'tf_flowers', 'tf_flower', ...flags], context)).toBe(2);
  expect(context.out).toEqual([]);
  expect(context.err.join('')).toContain('There is no data set "tf_flower"');
});

test('a split that is none is told before the data set is made ready', async () => {
  const context = recorder();
  const nothing = ['--source', 'prepared', '--data-dir', import.meta.dirname];
  expect(await main(['data', 'show', 'tf_flowers', '--split', 'train[:8', ...nothing], context)).toBe(2);
  expect(context.err.join('')).toContain('"train[:8" is not a split');
});
