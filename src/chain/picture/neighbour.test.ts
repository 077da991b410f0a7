import { describe, expect, it } from 'vitest';
import { chainOf } from '../model.ts';
import { challenge, refused, story, STORY_START } from '../testing/story.ts';
import { graphOf } from './graph.ts';
import { neighbour } from './neighbour.ts';
import { longChain } from './testing/any-chain.ts';

const made = chainOf(
  story([
    { id: 'a', parent: null, answers: 'USER_SRP_AUTH', outcome: challenge('SMS_MFA', 's1') },
    { id: 'b', parent: 'a', answers: 'SMS_MFA', outcome: refused('CodeMismatchException') },
    { id: 'c', parent: 'a', answers: 'SMS_MFA', outcome: { kind: 'tokens', newDevice: false } },
  ]),
);
if (!made) throw new Error('the story did not start a chain');
const graph = graphOf(made, STORY_START);

describe('the arrow keys of the graph', () => {
  it.each([
    ['a', 'down', 'c'],
    ['a', 'right', 'b'],
    ['b', 'left', 'a'],
    ['b', 'up', 'a'],
    ['c', 'up', 'a'],
    ['c', 'down', undefined],
    ['a', 'up', undefined],
    ['a', 'left', undefined],
    ['not there', 'down', undefined],
  ] as const)('lead from %s %s to %s', (from, direction, to) => {
    expect(neighbour(graph, from, direction)).toBe(to);
  });

  it('lead on into the next column', () => {
    const long = graphOf(longChain(300), STORY_START);
    for (const [at, { key }] of long.nodes.slice(0, -1).entries())
      expect(neighbour(long, key, 'down')).toBe(long.nodes[at + 1]?.key);
  });
});
