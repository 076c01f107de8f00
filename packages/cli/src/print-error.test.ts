import { RecordMissingError, TeamnetError } from '@teamnet/records';
import { CommanderError } from 'commander';
import { expect, test } from 'vitest';
import { printError } from './print-error.js';

function told(error: unknown, debug = false): { code: number; text: string } {
  let text = '';
  const code = printError(
    error,
    (part) => {
      text += part;
    },
    debug,
  );
  return { code, text };
}

test('an error of Teamnet is its message and its remedy, with its exit code', () => {
  expect(told(new RecordMissingError('team', 'teams/x.json', 'Make one.'))).toEqual({
    code: 2,
    text: 'error: There is no team file teams/x.json.\n  → Make one.\n',
  });
});

test('the disk and permission errors of the system say what to do', () => {
  const full = Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
  expect(told(full)).toMatchObject({ code: 1, text: expect.stringContaining('disk is full') });
  const denied = Object.assign(new Error("EACCES: permission denied, open '/x'"), { code: 'EACCES' });
  expect(told(denied)).toMatchObject({ code: 1, text: expect.stringContaining("'/x'") });
});

test('a fault of ours is one line and a hint to --debug, which shows the stacks of all causes', () => {
  const fault = new TypeError('x is not a function');
  expect(told(fault).text).toBe(
    'error: TypeError: x is not a function\n  → This looks like a fault in Teamnet; the same command with --debug shows where.\n',
  );
  const wrapped = new TeamnetError({ code: 'a', message: 'No.', remedy: 'Do.', cause: fault });
  expect(told(wrapped, true).text).toMatch(/^error: No\.\n[\s\S]*at [\s\S]*caused by TypeError: x is/);
});

test('wrong usage is 2 and help is 0; commander has printed both', () => {
  expect(told(new CommanderError(1, 'commander.unknownOption', 'no'))).toEqual({ code: 2, text: '' });
  expect(told(new CommanderError(0, 'commander.helpDisplayed', ''))).toEqual({ code: 0, text: '' });
});
