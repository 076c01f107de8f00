import { TeamnetError } from '@teamnet/records';

/** The homework names a network that does not exist. */
export class ModelUnknownError extends TeamnetError {
  constructor(name: string, allowed: readonly string[]) {
    super({
      code: 'model-unknown',
      message: `There is no network "${name}".`,
      remedy: `Use one of: ${allowed.join(', ')}; or a path to your own, such as ./src/model.ts.`,
      exitCode: 2,
    });
  }
}

/** An option that the network does not have, or a value that the option cannot take. */
export class ModelOptionError extends TeamnetError {
  constructor(network: string, problem: string, allowed: string) {
    super({
      code: 'model-option-invalid',
      message: `Network "${network}": ${problem}`,
      remedy: `Allowed in model.options: ${allowed}.`,
      exitCode: 2,
    });
  }
}

/** A team's own network file is missing, does not compile, or exports no function. */
export class ModelFileError extends TeamnetError {
  constructor(file: string, problem: string, remedy: string, cause?: unknown) {
    super({ code: 'model-file-invalid', message: `${file}: ${problem}`, remedy, exitCode: 2, cause });
  }
}

/** The network does not fit its task: wrong input, wrong head, nothing left of the image. */
export class ModelShapeError extends TeamnetError {
  constructor(network: string, problem: string, remedy: string) {
    super({
      code: 'model-shape-invalid',
      message: `Network "${network}": ${problem}`,
      remedy,
      exitCode: 2,
    });
  }
}

/** A block with sizes that cannot be, or in a place where it does not fit. */
export class BlockError extends TeamnetError {
  constructor(block: string, problem: string, remedy: string) {
    super({ code: 'block-invalid', message: `Block "${block}": ${problem}`, remedy, exitCode: 2 });
  }
}

/** An optimizer that does not exist, or a setting that it cannot take. */
export class OptimizerError extends TeamnetError {
  constructor(problem: string, remedy: string) {
    super({ code: 'optimizer-invalid', message: problem, remedy, exitCode: 2 });
  }
}

/** A kind of augmentation that does not exist. */
export class AugmentationUnknownError extends TeamnetError {
  constructor(kind: string, allowed: readonly string[]) {
    super({
      code: 'augmentation-unknown',
      message: `There is no augmentation "${kind}".`,
      remedy: `Use any of: ${allowed.join(', ')}.`,
      exitCode: 2,
    });
  }
}

/** Low-rank adapters that the network cannot have. */
export class LoraError extends TeamnetError {
  constructor(problem: string, remedy: string) {
    super({ code: 'lora-invalid', message: `training.lora: ${problem}.`, remedy, exitCode: 2 });
  }
}
