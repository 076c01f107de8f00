import { tmpdir } from 'node:os';
import { expect, test, vi } from 'vitest';
import { CHECKOUT, teamnet } from './support/teamnet.js';

vi.setConfig({ testTimeout: 300_000 });

const COMMANDS = [
  'doctor',
  'data prepare',
  'data info',
  'data show',
  'data list',
  'data verify',
  'data remove',
  'train',
  'evaluate',
  'predict',
  'inspect',
  'export',
  'summary',
  'report',
  'compare',
  'grade',
  'team form',
  'team new',
  'team check',
];

const inCheckout = { cwd: CHECKOUT };

test('every command has a help text that says what it is for', async () => {
  const outcomes = await Promise.all(
    COMMANDS.map((command) => teamnet([...command.split(' '), '--help'], inCheckout)),
  );
  for (const [index, { code, stdout, stderr }] of outcomes.entries()) {
    expect([COMMANDS[index], code, stderr]).toEqual([COMMANDS[index], 0, '']);
    expect(stdout).toMatch(new RegExp(`^Usage: teamnet ${COMMANDS[index]} `));
    expect(stdout.split('\n').length).toBeGreaterThan(5);
  }
});

test('wrong usage ends with 2 and one to three lines that name what is wrong and what to do', async () => {
  const wrong: [string[], RegExp][] = [
    [['trian'], /unknown command 'trian'/],
    [['train', '--epochs', '3'], /unknown option '--epochs'/],
    [['train', '--team', 'team-3', '--dataset', 'mnist'], /no data set "mnist".\n.*rock_paper_scissors/],
    [['train', '--engine-mode', 'fast'], /'fast' is invalid/],
    [['summary', '--model', 'mini-xception', '--option', 'residual'], /key=value/],
    [['summary', '--model', 'mini-exception'], /no network "mini-exception"/],
    [['summary', '--model', 'mini-xception', '--option', 'residul=false'], /residul/],
    [['summary', '--model', 'mini-xception', '--image-size', 'big'], /whole number/],
    [['train'], /No team is given/],
    [['report', '--team', 'team-99'], /team-99/],
    [['grade', '--team', 'team-3', '--student', 'nobody'], /nobody/],
    [['evaluate', 'nowhere', '--images', 'nowhere'], /nowhere/],
    [['predict', 'nowhere', 'nowhere.jpg'], /nowhere/],
    [['inspect', 'nowhere'], /nowhere/],
    [['data', 'show', 'tf_flowers', '--augment', 'blur'], /no augmentation "blur"; use any of flip/],
    [['export', 'nowhere', '--to', 'onnx'], /nowhere/],
    [['export', 'nowhere', '--to', 'pickle'], /'pickle' is invalid.*onnx/],
    [['team', 'form', 'nowhere.csv'], /nowhere\.csv/],
  ];
  for (const [args, message] of wrong) {
    const { code, stdout, stderr } = await teamnet(args, inCheckout);
    expect([args, stderr]).toEqual([args, expect.stringMatching(message)]);
    expect([args, code, stdout]).toEqual([args, 2, '']);
    expect(stderr).toMatch(/^error: .*\n(.*\n)? {2}→ .*\n$/);
  }
});

test('outside of a checkout it says so', async () => {
  const { code, stderr } = await teamnet(['report', '--team', 'team-3'], { cwd: tmpdir() });
  expect(code).toBe(2);
  expect(stderr).toMatch(/^error: .* is not inside a Teamnet checkout\.\n {2}→ .*\n$/);
});

test('the stack of an error is shown with --debug only', async () => {
  const args = ['report', '--team', 'team-99'];
  const plain = await teamnet(args, inCheckout);
  const debug = await teamnet([...args, '--debug'], inCheckout);
  expect(plain.stderr).not.toMatch(/^\s+at /m);
  expect(debug.stderr).toMatch(/^\s+at /m);
});

test('summary prints the parameters of the book as JSON and nothing else', async () => {
  const { code, stdout } = await teamnet(
    ['summary', '--model', 'mini-xception', '--image-size', '180', '--classes', '5', '--json'],
    inCheckout,
  );
  expect(code).toBe(0);
  const summary = JSON.parse(stdout);
  expect(summary.parameters.total).toBe(723_909);
  expect(summary.parameters.trainable + summary.parameters.nonTrainable).toBe(723_909);
  expect(summary.layers.at(-1).outputShape).toEqual([null, 5]);
});

test('doctor says which engine runs, as JSON for other programs', async () => {
  const { code, stdout } = await teamnet(['doctor', '--json'], inCheckout);
  expect(code).toBe(0);
  const { engine } = JSON.parse(stdout);
  expect(['native', 'webgpu', 'wasm']).toContain(engine.name);
  expect(['compiled', 'eager']).toContain(engine.mode);
  expect(engine).toMatchObject({ version: expect.any(String), device: expect.any(String) });
});
