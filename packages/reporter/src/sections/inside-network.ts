import type { HeatMap, InspectionGap } from '@teamnet/records';
import { photographerOf } from '../facts/photographer-of.js';
import { readPicture } from '../figures/read-picture.js';
import type { Block, Inline, Picture } from '../page/document.js';
import { percent } from '../page/numbers.js';
import type { ReportContext, SharedRun } from '../report-context.js';

type Part = InspectionGap['part'];

const en = {
  title: 'Inside the network',
  none: 'The run keeps no pictures of what the network looks at; this draws them: ',
  gradCam: (layer: string, [height, width]: readonly number[]) =>
    `Where the network looks (Grad-CAM at the layer ${layer}, ${height} × ${width} places): the photo, and in colour what speaks for the label that it named, red the most. Red on the object is what one hopes for; red beside it means that the network goes by the surroundings.`,
  gradCamWrong:
    'The surest mistakes: the photo, what speaks for the label that the network named, and what speaks for the true one. Each map has a scale of its own; one that is all grey says that nothing in the photo speaks for the label.',
  heatAlt: (label: string, predicted: string) =>
    label === predicted
      ? `Test image of ${label} and its heat map for ${predicted}`
      : `Test image of ${label} with its heat maps for ${predicted}, as it was classified, and for ${label}`,
  more: 'Activations and first-layer filters',
  activations: (key: string) =>
    `What layers make of the test image ${key}, from the layers near the photo to those near the labels: edges and outlines first, coarser and coarser parts then. Each square is a channel, bright where it answers most, with a scale of its own; shown are those that vary most.`,
  row: (layer: string, [height, width, channels]: readonly number[], shown: number) =>
    `${layer}: ${height} × ${width}, ${shown} of ${channels} channels`,
  rowAlt: (layer: string) => `Activations of the layer ${layer}`,
  filters: (layer: string, [height, width]: readonly number[], shown: number, of: number) =>
    `${shown === of ? `All ${of}` : `The first ${shown} of ${of}`} filters of the first convolution (${layer}), ${height} × ${width} pixels each; grey is 0. Edges, stripes and spots of one colour are learned; coloured noise is what is left of the random start, which is usual after a short training.`,
  filtersAlt: (layer: string) => `Filters of the layer ${layer}`,
  parts: { filters: 'first-layer filters', activations: 'activations', gradCam: 'Grad-CAM heat maps' },
  missing: (part: string, why: string) => `There are no ${part}: ${why}.`,
  why: {
    'no-convolution': 'no convolution of the network looks at the pixels',
    'no-feature-map': 'no layer’s output has rows and columns that tell where in the image something is',
    'no-test-images': 'there are no test images',
    failed: 'they could not be drawn',
  },
  broken: 'the picture is missing or not whole',
};
const ko: typeof en = {
  title: '신경망의 안쪽',
  none: '이 실행에는 신경망이 무엇을 보는지 그린 그림이 없다. 다음 명령으로 그릴 수 있다: ',
  gradCam: (layer, [height, width]) =>
    `신경망이 보는 곳(Grad-CAM, ${layer} 층, ${height} × ${width} 칸): 사진과, 신경망이 답한 클래스를 뒷받침하는 곳을 색으로 나타낸 것이며 빨간 곳이 가장 강하다. 물체 위가 빨간 것이 바람직하고, 그 옆이 빨가면 신경망이 배경을 보고 답하는 것이다.`,
  gradCamWrong:
    '가장 확신한 오답: 사진, 신경망이 답한 클래스를 뒷받침하는 곳, 실제 클래스를 뒷받침하는 곳의 순서이다. 지도마다 눈금이 따로 있고, 전부 회색이면 사진의 어디도 그 클래스를 뒷받침하지 않는 것이다.',
  heatAlt: (label, predicted) =>
    label === predicted
      ? `${label} 테스트 이미지와 ${predicted}에 대한 히트맵`
      : `${predicted}(으)로 분류된 ${label} 테스트 이미지와 ${predicted}, ${label}에 대한 히트맵`,
  more: '활성화와 첫 번째 층의 필터',
  activations: (key) =>
    `테스트 이미지 ${key}을(를) 층들이 어떻게 나타내는지, 사진에 가까운 층부터 클래스에 가까운 층까지: 처음에는 가장자리와 윤곽, 갈수록 더 큰 부분이다. 네모 하나가 채널 하나로 반응이 강한 곳이 밝으며, 눈금은 채널마다 따로 있다. 변화가 가장 큰 채널들을 보인다.`,
  row: (layer, [height, width, channels], shown) =>
    `${layer}: ${height} × ${width}, 채널 ${channels}개 중 ${shown}개`,
  rowAlt: (layer) => `${layer} 층의 활성화`,
  filters: (layer, [height, width], shown, of) =>
    `첫 번째 합성곱(${layer})의 필터 ${shown === of ? `${of}개 모두` : `${of}개 중 처음 ${shown}개`}, 각각 ${height} × ${width} 픽셀. 회색이 0이다. 가장자리, 줄무늬, 한 가지 색의 얼룩은 학습된 것이고, 알록달록한 잡음은 무작위 초깃값이 남은 것으로 짧은 학습 뒤에는 흔하다.`,
  filtersAlt: (layer) => `${layer} 층의 필터`,
  parts: { filters: '첫 번째 층의 필터', activations: '활성화', gradCam: 'Grad-CAM 히트맵' },
  missing: (part, why) => `${part} 그림이 없다: ${why}.`,
  why: {
    'no-convolution': '픽셀을 보는 합성곱이 신경망에 없다',
    'no-feature-map': '이미지의 어디인지 알려 주는 행과 열이 있는 출력을 내는 층이 없다',
    'no-test-images': '테스트 이미지가 없다',
    failed: '그리지 못했다',
  },
  broken: '그림이 없거나 온전하지 않다',
};
const WORDS = { en, ko };

/** What a run's network looks at: Grad-CAM of right and wrong predictions, activations and filters. */
export function insideNetwork(shared: SharedRun, { language }: ReportContext): Block[] {
  const words = WORDS[language];
  const { run } = shared;
  const heading: Block = { kind: 'paragraph', text: { strong: words.title } };
  const { inspection } = run;
  if (!inspection) {
    const folder = `apps/${run.team}/runs/${run.experiment}/${run.dataset.name}`;
    return [{ kind: 'paragraph', text: [words.none, { code: `npx teamnet inspect ${folder}` }] }];
  }
  const broken = new Set<Part>();
  const picture = (part: Part, path: string, alt: string, label?: Inline): Picture[] => {
    const found = readPicture(shared, path);
    if (!found) broken.add(part);
    const file = `${run.experiment}-${run.dataset.name}-${path.replaceAll('/', '-')}`;
    return found ? [{ ...found, file, trusted: false, alt, ...(label === undefined ? {} : { label }) }] : [];
  };
  const { gradCam, activations, filters, missing = [] } = inspection;
  const nameOf = (key: string) => run.dataset.credits?.shown[key]?.photo ?? key;
  const heat = (map: HeatMap) => {
    const { label = map.predicted, predicted, probability } = map;
    const named = label === predicted ? label : `${label} → ${predicted}`;
    const said = `${named}, ${percent(probability)}`;
    const by = photographerOf(run, map.key);
    const caption = by === null ? said : [said, ' ', { quiet: `© ${by}` }];
    return picture('gradCam', map.picture, words.heatAlt(label, predicted), caption);
  };
  const more: Block[] = [
    ...strips(
      activations?.rows.flatMap(({ layer, shape, channels, picture: path }) =>
        picture('activations', path, words.rowAlt(layer), words.row(layer, shape, channels.length)),
      ),
      'strips',
      activations ? words.activations(nameOf(activations.image.key)) : '',
    ),
    ...strips(
      filters && picture('filters', filters.picture, words.filtersAlt(filters.layer)),
      'strips',
      filters ? words.filters(filters.layer, filters.size, filters.shown, filters.of) : '',
    ),
  ];
  const gaps = [
    ...missing.map(({ part, reason }) => words.missing(words.parts[part], words.why[reason])),
    ...[...broken].map((part) => words.missing(words.parts[part], words.broken)),
  ];
  return [
    heading,
    ...strips(
      gradCam?.right.flatMap(heat),
      'pairs',
      gradCam ? words.gradCam(gradCam.layer, gradCam.size) : '',
    ),
    ...strips(gradCam?.wrong.flatMap(heat), 'pairs', words.gradCamWrong),
    ...(more.length > 0 ? [{ kind: 'details' as const, summary: words.more, blocks: more }] : []),
    ...(gaps.length > 0 ? [{ kind: 'list' as const, items: gaps }] : []),
  ];
}

function strips(pictures: Picture[] | undefined, shape: 'pairs' | 'strips', caption: string): Block[] {
  return pictures && pictures.length > 0 ? [{ kind: 'photos', pictures, caption, shape }] : [];
}
