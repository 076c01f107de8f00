import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ItemState } from '@teamnet/records';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { gradeClass } from '../grade-class.js';
import { openRubric } from '../rubric/open-rubric.js';
import { FixtureClass, FOUR } from '../testing/make-workspace.js';

let made: FixtureClass;
beforeEach(() => {
  made = new FixtureClass('team-1', FOUR);
});
afterEach(() => made.remove());

const report = () => made.reportFile('s1-1');
const figure = () => join(made.workspace.reportsFolder('team-1'), 'figures/network.svg');
const discussion = (id = 's1-1') => made.workspace.discussionFile('team-1', id);

test.each<[string, string, ItemState, string, () => void]>([
  [
    'the diagram’s file is not there',
    'model-diagram',
    'missing',
    'there is no such file',
    () => rmSync(figure()),
  ],
  [
    'the diagram is cut off',
    'model-diagram',
    'missing',
    'the SVG is cut off',
    () => writeFileSync(figure(), '<svg><rect/>'),
  ],
  [
    'the diagram is an empty drawing',
    'model-diagram',
    'missing',
    'the SVG draws nothing',
    () => writeFileSync(figure(), '<svg></svg>'),
  ],
  [
    'the diagram is a text',
    'model-diagram',
    'missing',
    'neither SVG nor PNG nor JPEG',
    () => writeFileSync(figure(), 'network'),
  ],
  [
    'the diagram lies on the web',
    'model-diagram',
    'missing',
    'not a file beside the report',
    () => made.replace(report(), 'figures/network.svg', 'https://example.org/n.svg'),
  ],
  [
    'the diagram lies outside of the reports',
    'model-diagram',
    'missing',
    'not a file beside the report',
    () => made.replace(report(), 'figures/network.svg', '../../../x.svg'),
  ],
  [
    'there is no picture',
    'model-diagram',
    'missing',
    'the section has no diagram',
    () => made.replace(report(), '![network](figures/network.svg)', 'A network.'),
  ],
  [
    'the number of parameters is another',
    'model-summary',
    'missing',
    'no table has the number of parameters',
    () => made.replace(report(), /\| 72\d,\d+ \|/g, '| 7 |'),
  ],
  [
    'the layers are left out',
    'model-summary',
    'missing',
    'no table lists all layers',
    () => made.replace(report(), '| conv2d |', '| conv |'),
  ],
  [
    'nobody shares a run',
    'model-summary',
    'not-shared',
    'the team shares no run',
    () => rmSync(join(made.workspace.appFolder('team-1'), 'runs'), { recursive: true }),
  ],
  [
    'the discussion names no epoch',
    'overfitting-discussed',
    'missing',
    'no epoch and no value',
    () => made.replace(discussion(), 'from the second epoch on', 'after a while'),
  ],
  [
    'the discussion names an epoch that no run has',
    'overfitting-discussed',
    'missing',
    '"epoch 17" is not in the learning curves',
    () => made.replace(discussion(), 'the second epoch', 'epoch 17'),
  ],
])('where %s, %s is %s', (_, id, state, evidence, spoil) => {
  expect(made.item('s1-1', id).state).toBe('ok');
  spoil();
  expect(made.item('s1-1', id)).toMatchObject({
    state,
    evidence: expect.stringContaining(evidence),
    hint: expect.stringMatching(/\S/),
  });
});

test('a discussion copied from a team-mate is missing for both, with the pairs of sentences, and for no other', () => {
  writeFileSync(discussion('s1-2'), readFileSync(discussion(), 'utf8').toUpperCase().replaceAll(', ', ' '));
  for (const [own, other] of [
    ['s1-1', 's1-2'],
    ['s1-2', 's1-1'],
  ] as const) {
    const item = made.item(own, 'own-discussion');
    expect(item).toMatchObject({
      state: 'missing',
      review: true,
      evidence: expect.stringMatching(
        new RegExp(
          `^apps/team-1/discussion/${own}.md: 100 % .* most of all apps/team-1/discussion/${other}.md, 100 % word for word`,
        ),
      ),
      hint: expect.stringContaining('tell your teacher'),
    });
    expect(item.pairs).toHaveLength(4);
    expect(item.pairs?.[0]?.otherPlace).toMatch(new RegExp(`discussion/${other}\\.md:\\d+$`));
  }
  expect(made.item('s1-3', 'own-discussion')).toMatchObject({ state: 'ok' });
});

test('one that is partly alike is ok, and for the teacher to look at', () => {
  const sentence = 'I had expected the residual connections to matter more in such a deep stack of blocks.';
  const text = readFileSync(discussion('s1-2'), 'utf8').split('\n');
  text[text.length - 2] = `${sentence} Flowers differ in colours only. ${text.at(-2)!.split('. ')[0]}.`;
  writeFileSync(discussion('s1-2'), text.join('\n'));
  const item = made.item('s1-2', 'own-discussion');
  expect(item).toMatchObject({
    state: 'ok',
    review: true,
    pairs: [{ sentence, otherSentence: sentence, similarity: 1 }],
  });
  expect(item.hint).toBeUndefined();
});

test('the template’s questions and quotations of the own report are nobody’s', () => {
  const question = 'Does your network overfit? From which epoch does the validation loss rise?';
  const quoted =
    'The validation loss of the baseline is lowest in epoch 2 and the training loss keeps falling until the end.';
  for (const id of ['s1-1', 's1-2']) {
    made.replace(made.reportFile(id), 'Both alike.', `Both alike. ${quoted}`);
    writeFileSync(discussion(id), `${readFileSync(discussion(id), 'utf8')}\n${question}\n\n${quoted}\n`);
  }
  expect(made.item('s1-1', 'own-discussion')).toMatchObject({
    state: 'ok',
    evidence: expect.stringContaining('no sentence is alike'),
  });
});

test('graded as a class, a discussion of another team is compared too, and grading a team alone remembers it', async () => {
  const { workspace } = made;
  made.write(
    workspace.teamFile('team-2'),
    JSON.stringify({ team: 'team-2', members: [{ id: 's2-1', name: 'x' }] }),
  );
  made.write(workspace.discussionFile('team-2', 's2-1'), readFileSync(discussion('s1-3'), 'utf8'));
  const rubric = openRubric(workspace);
  const states: Record<string, string> = {};
  for await (const graded of gradeClass(workspace, ['team-1', 'team-2'], { rubric }))
    if ('students' in graded)
      for (const { grade } of graded.students)
        states[grade.student] = grade.items.find(({ id }) => id === 'own-discussion')!.state;
  expect(states).toEqual({ 's1-1': 'ok', 's1-2': 'ok', 's1-3': 'missing', 's1-4': 'ok', 's2-1': 'missing' });
  const { regradeTeam } = await import('../regrade-team.js');
  const again = regradeTeam(workspace, 'team-1', { rubric, force: true });
  expect(again.students.some(({ changed }) => changed)).toBe(false);
  writeFileSync(discussion('s1-3'), readFileSync(discussion('s1-4'), 'utf8').replace('Leaving', 'To leave'));
  expect(made.item('s1-3', 'own-discussion').evidence).toContain('s1-4.md');
});
