import { type RunLora, readHomework, resolveSettings, writeWhole } from '@teamnet/records';
import type { StageCount } from '@teamnet/trainer';
import type { Command } from 'commander';
import type { Context } from '../context.js';
import { UsageError } from '../errors.js';
import { findTeam } from '../find-team.js';
import { formatPercent } from '../format-percent.js';
import { addJsonOption, addTeamOption, wholeNumber, workspaceAt } from '../options.js';
import { collectOption, type OptionValues } from './option-values.js';

interface Flags {
  team?: string;
  experiment?: string;
  model?: string;
  option?: OptionValues;
  imageSize?: number;
  classes: number;
  compareHeads?: boolean;
  diagram?: string;
  json?: boolean;
}

/** `teamnet summary`: layers and parameters of a network, as a table, JSON or a diagram. */
export function addSummary(program: Command, context: Context): void {
  const command = program
    .command('summary')
    .description('Show the layers and parameters of a network, as Keras does.')
    .option('--model <name>', "a network of core-blocks, or ./src/model.ts (default: the team's)")
    .option(
      '--option <key=value>',
      'an option of the network, e.g. residual=false; repeatable',
      collectOption,
    )
    .option('--experiment <id>', "the network of this experiment of the team's")
    .option('--image-size <pixels>', 'width and height of the input', wholeNumber(1))
    .option('--classes <number>', 'number of labels', wholeNumber(1), 5)
    .option('--compare-heads', 'parameters with global average pooling and with flatten, side by side')
    .option('--diagram <file.svg>', 'draw the network into this file as well');
  addJsonOption(addTeamOption(command)).action(async (flags: Flags) => {
    const { settings, imageSize, appFolder, lora, training } = chooseModel(context, flags);
    const {
      addLora,
      buildModel,
      compareHeads,
      describeLora,
      drawDiagram,
      formatHeads,
      formatSummary,
      summarize,
    } = await import('@teamnet/core-blocks');
    const { openEngine } = await import('@teamnet/engine');
    const { countStages } = await import('@teamnet/trainer');
    // Shapes and counts need no fast engine, and this one starts at once.
    await openEngine({ engine: 'cpu' });
    const task = {
      imageSize,
      classes: flags.classes,
      seed: 1,
      ...(appFolder === undefined ? {} : { appFolder }),
    };
    const model = await buildModel(settings, task);
    const summary = summarize(model);
    const stages = training ? countStages(model, training) : [];
    const adapters = lora ? describeLora(addLora(model, lora, task.seed), model) : undefined;
    const heads = flags.compareHeads ? await compareHeads(settings, task) : undefined;
    if (flags.json)
      context.printJson({
        model: settings.name,
        imageSize,
        classes: flags.classes,
        ...summary,
        ...(heads ? { heads } : {}),
        ...(adapters ? { lora: adapters } : {}),
        ...(stages.length > 0 ? { transfer: { stages } } : {}),
      });
    else {
      context.print(formatSummary(summary, settings.name));
      if (heads) context.print(formatHeads(heads));
      if (stages.length > 0) context.print(describeStages(stages));
      if (adapters) context.print(describeAdapters(adapters, summary.parameters.total));
    }
    if (flags.diagram !== undefined) {
      writeWhole(flags.diagram, await drawDiagram(summary, settings.name));
      context.note(`diagram: ${flags.diagram}`);
    }
  });
}

/** As `training.lora` of the experiment would train it. */
function describeAdapters(lora: RunLora, total: number): string {
  const count = (value: number) => value.toLocaleString('en-US');
  const share = formatPercent(lora.trainedShare);
  return `With low-rank adapters of rank ${lora.rank} at ${lora.layers.length} layers (${count(lora.adapterParameters)}) and the head, ${count(lora.trainedParameters)} numbers are trained: ${share} of ${count(total)}.`;
}

/** As `training.transfer` of the experiment would train it. */
function describeStages(stages: readonly StageCount[]): string {
  const count = (value: number) => value.toLocaleString('en-US');
  const lines = stages.map(({ unfrozenLayers, trainable, frozen }, index) => {
    const what = unfrozenLayers === 0 ? 'the head alone' : `the head and the top ${unfrozenLayers} layers`;
    const share = formatPercent(trainable / (trainable + frozen));
    return `  stage ${index + 1}: ${what}: ${count(trainable)} numbers trained (${share}), ${count(frozen)} frozen`;
  });
  return `With its transfer, batch normalization frozen:\n${lines.join('\n')}`;
}

function chooseModel(context: Context, flags: Flags) {
  const { model: name, option = {}, imageSize } = flags;
  if (name !== undefined && flags.team === undefined && !name.startsWith('.'))
    return {
      settings: { name, options: option },
      imageSize: imageSize ?? 96,
      appFolder: undefined,
      lora: null,
      training: null,
    };
  const workspace = workspaceAt(context.cwd);
  const team = findTeam(workspace, context.cwd, flags.team);
  const homework = readHomework(workspace.homeworkFile(team));
  const experiment = homework.experiments.find(
    ({ id }) => id === (flags.experiment ?? homework.experiments[0]?.id),
  );
  if (!experiment)
    throw new UsageError(
      `${team} has no experiment "${flags.experiment}".`,
      `Use one of: ${homework.experiments.map(({ id }) => id).join(', ')}.`,
    );
  const { model, training } = resolveSettings(homework, experiment, 'full');
  return {
    settings: {
      name: name ?? model.name,
      options: { ...(name === undefined ? model.options : {}), ...option },
    },
    imageSize: imageSize ?? training.imageSize,
    appFolder: workspace.appFolder(team),
    lora: training.lora ?? null,
    training,
  };
}
