import { type Divergence, TeamnetError } from '@teamnet/records';

/** The homework or an option names something that is not there; found before any training starts. */
export class TrainingPlanError extends TeamnetError {
  constructor(message: string, remedy: string, cause?: unknown) {
    super({ code: 'training-plan-invalid', message, remedy, exitCode: 2, cause });
  }
}

/** The loss became NaN or infinite. Nothing of this training is kept. */
export class TrainingDivergedError extends TeamnetError {
  /** What the run's folder says in its place. */
  readonly divergence: Divergence;

  constructor(run: string, epoch: number, loss: number, learningRate: number) {
    super({
      code: 'training-diverged',
      message: `${run}: the loss became ${loss} in epoch ${epoch}; is the learning rate of ${learningRate} too high?`,
      remedy: 'Lower training.optimizer.learningRate in homework.json, e.g. to a tenth, and train again.',
    });
    this.divergence = { epoch, loss: String(loss) as Divergence['loss'], learningRate };
  }
}

/** Stopped by the user. What the checkpoint holds is kept, and the same command goes on from there. */
export class TrainingInterruptedError extends TeamnetError {
  constructor(run: string, epochsDone: number) {
    super({
      code: 'training-interrupted',
      message: `${run}: stopped; ${epochsDone === 0 ? 'no whole epoch was done yet' : `the first ${epochsDone} epoch${epochsDone === 1 ? ' is' : 's are'} kept`}.`,
      remedy: 'Run the same command again to go on.',
    });
  }
}

/** Another process is training the same run. */
export class RunLockedError extends TeamnetError {
  constructor(run: string, holder: string, lockFile: string) {
    super({
      code: 'run-locked',
      message: `${run} is being trained already by ${holder}.`,
      remedy: `Wait for it, or stop it; if no such process is there, delete ${lockFile}.`,
    });
  }
}

/** A run's folder cannot be used to evaluate or predict. */
export class RunUnusableError extends TeamnetError {
  constructor(message: string, remedy: string, cause?: unknown) {
    super({ code: 'run-unusable', message, remedy, exitCode: 2, cause });
  }
}

/** A run that another one starts from was shared without its weights. */
export class WeightsNotSharedError extends RunUnusableError {}

/** A saved run cannot teach another one: other labels, other images. */
export class TeacherUnfitError extends TeamnetError {
  constructor(student: string, teacher: string, problem: string, remedy: string) {
    super({
      code: 'teacher-unfit',
      message: `Experiment "${student}": its teacher, ${teacher}, cannot teach it: ${problem}.`,
      remedy,
      exitCode: 2,
    });
  }
}

/** Images or labels that do not fit the run. */
export class ImagesUnusableError extends TeamnetError {
  constructor(message: string, remedy: string) {
    super({ code: 'images-unusable', message, remedy, exitCode: 2 });
  }
}

/** A saved run's weights cannot begin another one: it is of another network. */
export class TransferUnfitError extends TeamnetError {
  constructor(experiment: string, source: string, theirs: string, own: string) {
    super({
      code: 'transfer-unfit',
      message: `Experiment "${experiment}": the weights of ${source} are of another network (${theirs}${theirs === own ? ' with other options' : ''}, not ${own}).`,
      remedy: 'Give both experiments the same "model", or name another run in "transfer.from".',
      exitCode: 2,
    });
  }
}
