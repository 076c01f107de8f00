import type { Member } from '@teamnet/records';
import { type Command, InvalidArgumentError } from 'commander';
import { UsageError } from '../errors.js';
import { collect } from '../options.js';

export interface MemberFlags {
  member: Member[];
  private?: string[];
}

/** Adds `--member` (required) and `--private`. */
export function addMemberOptions(command: Command, howOften: string): Command {
  return command
    .requiredOption('--member <id=name>', `a member; ${howOften}`, collectMember)
    .option('--private <ids>', 'these members are left out of whatever is published', collect);
}

/** The members that were given, with their marks of privacy. @throws UsageError for a mark of nobody */
export function givenMembers({ member, private: hidden = [] }: MemberFlags): Member[] {
  const ids = member.map(({ id }) => id);
  const unknown = hidden.find((id) => !ids.includes(id));
  if (unknown !== undefined)
    throw new UsageError(
      `--private names "${unknown}", who is none of the members given.`,
      `Name one of ${ids.join(', ')}.`,
    );
  return member.map((one) => (hidden.includes(one.id) ? { ...one, private: true } : one));
}

function collectMember(text: string, before: Member[] = []): Member[] {
  const [, id, name] = /^([^=]+)=(.+)$/s.exec(text.normalize('NFC')) ?? [];
  if (id === undefined || name === undefined)
    throw new InvalidArgumentError('Write it as id=name, e.g. "s9-1=Mina Lee".');
  return [...before, { id: id.trim(), name: name.trim() }];
}
