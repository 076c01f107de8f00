import type { HeatMap, Inspection, Run, TestPrediction } from '@teamnet/records';

/** A look inside as the trainer keeps one: of the first convolution, three feature maps, two right and two wrong images. */
export function inspectionOf(
  { layers }: Run['model'],
  predictions: readonly TestPrediction[],
): { inspection: Inspection; pictures: string[] } {
  const convolutions = layers.filter(({ type }) => type === 'Conv2D' || type === 'SeparableConv2D');
  const shapeOf = ({ outputShape }: (typeof layers)[number]) =>
    outputShape.slice(1) as [number, number, number];
  const [first, middle] = [convolutions[0]!, convolutions[Math.floor(convolutions.length / 2)]!];
  const last = convolutions.at(-1)!;
  const heat = (right: boolean): HeatMap[] =>
    predictions
      .filter(({ label, predicted }) => (label === predicted) === right)
      .slice(0, 2)
      .map((line, index) => ({
        ...line,
        picture: `inside/grad-cam-${right ? 'right' : 'wrong'}-${index + 1}.png`,
      }));
  const [height, width] = shapeOf(last);
  const gradCam = {
    layer: last.name,
    size: [height, width] as [number, number],
    right: heat(true),
    wrong: heat(false),
  };
  const filters = {
    picture: 'inside/filters.png',
    layer: first.name,
    size: [5, 5] as [number, number],
    shown: 32,
    of: 32,
  };
  const rows = [first, middle, last].map((layer, index) => ({
    picture: `inside/activations-${index + 1}.png`,
    layer: layer.name,
    shape: shapeOf(layer),
    channels: [0, 1, 2, 3],
  }));
  const pictures = [filters, ...rows, ...gradCam.right, ...gradCam.wrong].map(({ picture }) => picture);
  return { inspection: { filters, activations: { image: predictions[0]!, rows }, gradCam }, pictures };
}
