import {
  AUGMENTATION_NAMES,
  type Augmentation,
  augmentationName,
  findAugmentProblem,
} from '@teamnet/records';
import { InvalidArgumentError } from 'commander';

/** Parses `flip,rotate:0.3,mixup:1`: kinds of augmentation, each with its strength where one is given. */
export function augmentValues(text: string): Augmentation[] {
  const parts = text.split(',').map((part) => part.trim());
  const kinds = parts.filter((part) => part !== '').map(parse);
  const names = kinds.map(augmentationName);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new InvalidArgumentError(`It names ${twice} twice.`);
  return kinds;
}

function parse(part: string): Augmentation {
  const [name = '', strength] = part.split(':');
  if (!(AUGMENTATION_NAMES as string[]).includes(name))
    throw new InvalidArgumentError(
      `There is no augmentation "${name}"; use any of ${AUGMENTATION_NAMES.join(', ')}.`,
    );
  if (strength === undefined) return name as Augmentation;
  const option = name === 'mixup' || name === 'cutmix' ? 'alpha' : 'factor';
  const entry = { name, [option]: strength.trim() === '' ? null : Number(strength) };
  const problem = findAugmentProblem([entry])?.replace(
    /^"\[0\](\.?)/,
    (_, dot) => `"${name}${dot ? ' ' : ''}`,
  );
  if (problem) throw new InvalidArgumentError(problem);
  return entry as Augmentation;
}
