import type { Epoch, OverfittingVerdict } from '@teamnet/records';
import { bestEpoch } from '../callbacks/best-epoch.js';

/** A rise of the validation loss by less than this share of its minimum is taken for noise (Prechelt's GL of 5). */
const NOISE = 0.05;
/** Epochs after the turning point that are needed to tell a rise from one unlucky epoch. */
const EPOCHS_NEEDED = 2;

/**
 * Whether, where and by how much the network overfits, read off the history.
 *
 * Epoch k is the one of the lowest validation loss. The first line that holds decides:
 * 1. `overfitting`: at least two epochs follow k; their (lower) median validation loss lies 5 % or more above the one of k and
 *    is not coming down again, the training loss kept falling (its mean after k lies 5 % or more below the one of k),
 *    and at the last epoch the validation loss is above the training loss.
 * 2. `still-learning`: k is one of the last two epochs and the training loss fell in the last epoch, or there is one
 *    epoch only.
 * 3. `underfitting`: at the last epoch even the training accuracy is below the middle between chance and 1.
 * 4. `no-overfitting`: the validation loss has levelled off.
 *
 * The measure of 1 is the generalization loss GL of L. Prechelt, "Early Stopping - But When?" (1998), taken over the
 * median of several epochs because the validation loss of a small split jumps from epoch to epoch.
 * @param history at least one epoch
 * @param classes number of labels; chance is 1 / classes
 * @param mixed whether training images carried two labels (mixup, cutmix): how well they are fitted cannot be compared
 *   with other images then, so 1 leaves its last condition away and 3 goes by the validation accuracy
 */
export function judgeOverfitting(
  history: readonly Epoch[],
  classes: number,
  mixed = false,
): OverfittingVerdict {
  const turning = bestEpoch(history)!;
  const last = history.at(-1)!;
  const after = history.slice(history.indexOf(turning) + 1);
  const facts = {
    turningEpoch: turning.epoch,
    lossGap: last.validationLoss - last.loss,
    accuracyGap: last.accuracy - last.validationAccuracy,
  };
  const low = `the validation loss was lowest at epoch ${turning.epoch} (${number(turning.validationLoss)})`;
  const say = (verdict: OverfittingVerdict['verdict'], evidence: string) => ({
    verdict,
    ...facts,
    evidence: `${evidence[0]!.toUpperCase()}${evidence.slice(1)}.`,
  });

  if (isOverfitting(turning, after, mixed))
    return say(
      'overfitting',
      `${low} and ${number(last.validationLoss)} at epoch ${last.epoch}, while the training loss kept falling from ${number(turning.loss)} to ${number(last.loss)}`,
    );
  if (isStillLearning(history, after))
    return say(
      'still-learning',
      `${low} of ${last.epoch}${history.length > 1 ? `, and the training loss still fell to ${number(last.loss)}` : ''}: more epochs would tell more`,
    );
  if (mixed && last.validationAccuracy < (1 + 1 / classes) / 2)
    return say(
      'underfitting',
      `after ${last.epoch} epochs the validation accuracy is only ${percent(last.validationAccuracy)} with ${classes} classes, and the loss has levelled off (training on mixed images, loss ${number(last.loss)})`,
    );
  if (!mixed && last.accuracy < (1 + 1 / classes) / 2)
    return say(
      'underfitting',
      `after ${last.epoch} epochs the training accuracy is only ${percent(last.accuracy)} with ${classes} classes (training loss ${number(last.loss)}), so the network does not fit even the images it learns from`,
    );
  return say(
    'no-overfitting',
    `${low} and ${number(last.validationLoss)} at epoch ${last.epoch} with a training loss of ${number(last.loss)}: no lasting rise of the validation loss against a falling training loss`,
  );
}

function isOverfitting(turning: Epoch, after: readonly Epoch[], mixed: boolean): boolean {
  if (after.length < EPOCHS_NEEDED) return false;
  const losses = after.map(({ validationLoss }) => validationLoss);
  const half = Math.ceil(losses.length / 2);
  const rose = median(losses) >= (1 + NOISE) * turning.validationLoss;
  const staysUp = median(losses.slice(half)) >= (1 - NOISE) * median(losses.slice(0, half));
  const meanLoss = after.reduce((sum, { loss }) => sum + loss, 0) / after.length;
  const trainingFell = meanLoss <= (1 - NOISE) * turning.loss;
  const last = after.at(-1)!;
  return rose && staysUp && trainingFell && (mixed || last.validationLoss > last.loss);
}

function isStillLearning(history: readonly Epoch[], after: readonly Epoch[]): boolean {
  const before = history.at(-2);
  return before === undefined || (after.length < EPOCHS_NEEDED && history.at(-1)!.loss < before.loss);
}

/** The lower of the two middle values for an even count, so that one bad epoch of two does not decide. */
function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) / 2)]!;
}

function number(value: number): string {
  return value.toFixed(value < 0.1 ? 4 : 3);
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
