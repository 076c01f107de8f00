import { expect, test } from 'vitest';
import { RecordMissingError, TeamnetError } from './errors.js';
import { fromPlainError, toPlainError } from './plain-error.js';

const passed = (error: Error) => fromPlainError(structuredClone(toPlainError(error)));

test('a TeamnetError that passed between threads says and asks the same', () => {
  const error = new RecordMissingError('team', 'teams/team-1.json', 'Make it.');
  const { message, stack, code, remedy, exitCode } = error;
  expect(passed(error)).toBeInstanceOf(TeamnetError);
  expect(passed(error)).toMatchObject({ message, stack, code, remedy, exitCode });
});

test('a programming mistake stays one, with its stack', () => {
  const error = new TypeError('x is not a function');
  expect(passed(error)).not.toBeInstanceOf(TeamnetError);
  expect(passed(error)).toMatchObject({ message: error.message, stack: error.stack });
});
