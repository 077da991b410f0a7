import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Branch } from '../event.ts';
import { type Chain, chainOf } from '../model.ts';
import { challenge, refused, story, STORY_START, type StoryStep } from '../testing/story.ts';
import { graphOf, type Graph } from './graph.ts';
import { anyChain, longChain } from './testing/any-chain.ts';

const NOW = STORY_START + 60_000;

function chain(
  steps: readonly StoryStep[],
  extra: Record<string, { branch?: Branch; replays?: string; session?: string }> = {},
): Chain {
  const made = chainOf(
    story(steps).map((event) => (event.type === 'step.sent' ? { ...event, ...extra[event.stepId] } : event)),
  );
  if (!made) throw new Error('the story did not start a chain');
  return made;
}
const links = (graph: Graph): string[] => graph.edges.map(({ kind, from, to }) => `${kind} ${from}>${to}`);
const place = (graph: Graph, key: string) => graph.nodes.find((node) => node.key === key) ?? { x: -1, y: -1 };

const asked: StoryStep = {
  id: 'a',
  parent: null,
  answers: 'USER_SRP_AUTH',
  outcome: challenge('SMS_MFA', 's1'),
};
const wrong = (id: string): StoryStep => ({
  id,
  parent: 'a',
  answers: 'SMS_MFA',
  outcome: refused('CodeMismatchException'),
});
const right: StoryStep = {
  id: 'c',
  parent: 'a',
  answers: 'SMS_MFA',
  outcome: { kind: 'tokens', newDevice: false },
};

describe('the graph', () => {
  it('is empty for a chain without steps, and one node for one step', () => {
    expect(graphOf(chain([]), NOW)).toMatchObject({ nodes: [], edges: [], width: 0 });
    const one = graphOf(chain([{ ...asked, outcome: { kind: 'tokens', newDevice: false } }]), NOW);
    expect(one.nodes).toHaveLength(1);
    expect(one.edges).toEqual([]);
  });

  it('sets failed tries beside the line, joins them by retries and follows the Session', () => {
    const graph = graphOf(
      chain([asked, wrong('b1'), wrong('b2'), right], {
        b1: { session: 's1' },
        b2: { session: 's1' },
        c: { session: 's1' },
      }),
      NOW,
    );
    expect(links(graph)).toEqual([
      'answer a>b1',
      'answer a>b2',
      'answer a>c',
      'retry b1>b2',
      'retry b2>c',
      'session a>b1',
      'session a>b2',
      'session a>c',
    ]);
    expect(place(graph, 'c').x).toBe(place(graph, 'a').x);
    expect(place(graph, 'b1').x).toBeGreaterThan(place(graph, 'a').x);
    expect(place(graph, 'c').y).toBeGreaterThan(place(graph, 'b2').y);
    expect(graph.nodes.map(({ part }) => part.spoken)).toEqual([
      'Step 1, USER_SRP_AUTH, next SMS_MFA, 80 ms',
      'Step 2, SMS_MFA, refused with CodeMismatchException, 80 ms',
      'Step 3, SMS_MFA, try 2, refused with CodeMismatchException, 80 ms',
      'Step 4, SMS_MFA, try 3, tokens received, 80 ms',
    ]);
  });

  it('says of a Session whether it expired, of a step and of what waits', () => {
    const late = refused('NotAuthorizedException', 'Invalid session for the user, session is expired.');
    const graph = graphOf(chain([asked, { ...wrong('b'), outcome: late }]), NOW);
    expect(graph.nodes.map(({ part }) => part.shown)).toEqual([
      { status: 'ok', word: 'ok' },
      { status: 'expired', word: 'Session expired' },
      { status: 'failed', word: 'ended by the last answer' },
    ]);
    const waits = graphOf(chain([asked]), NOW + 4 * 60_000);
    expect(waits.nodes.at(-1)?.part.shown).toEqual({ status: 'expired', word: 'Session expired' });
    expect(links(waits)).toEqual(['waiting a>pending']);
  });

  it('draws a live fork from the step it goes on from, in lanes of its own', () => {
    const graph = graphOf(
      chain([asked, right, { ...right, id: 'd' }], { d: { branch: { kind: 'live', of: 'c' } } }),
      NOW,
    );
    expect(links(graph)).toContain('live a>d');
    expect(place(graph, 'd').x).toBeGreaterThan(place(graph, 'c').x);
    expect(graph.nodes.at(-1)?.part.spoken).toContain('live fork');
  });

  it('hangs a way run again on the step it repeats, dashed to its fork', () => {
    const graph = graphOf(
      chain([asked, right, { ...asked, id: 'r' }, { ...right, id: 'd', parent: 'r' }], {
        r: { replays: 'a' },
        d: { branch: { kind: 'replay', of: 'c' } },
      }),
      NOW,
    );
    expect(links(graph)).toEqual(['answer a>c', 'replay a>r', 'replay r>d']);
    expect(place(graph, 'r').x).toBeGreaterThan(place(graph, 'a').x);
    // As on the rail, and no try of its own.
    expect(graph.nodes.find(({ key }) => key === 'r')?.part.tags).toEqual(['replay of 1']);
  });

  it('goes from the helper whose Session a step carried', () => {
    const graph = graphOf(
      chain(
        [
          { ...asked, outcome: challenge('MFA_SETUP', 's1') },
          {
            id: 'h',
            parent: 'a',
            answers: 'AssociateSoftwareToken',
            operation: 'AssociateSoftwareToken',
            outcome: { kind: 'done', session: 's2' },
          },
          { id: 'c', parent: 'a', answers: 'MFA_SETUP', outcome: { kind: 'tokens', newDevice: false } },
        ],
        { h: { session: 's1' }, c: { session: 's2' } },
      ),
      NOW,
    );
    expect(links(graph)).toContain('session a>h');
    expect(links(graph)).toContain('session h>c');
  });

  it.each([3, 40, 300, 500])('fits %i steps into the pane, large enough to read', (count) => {
    const { width, height, nodes } = graphOf(longChain(count), NOW);
    expect(nodes.length).toBeGreaterThanOrEqual(count);
    expect(Math.min(1, 760 / width, 520 / height)).toBeGreaterThan(0.4);
  });

  it('never lays two nodes over each other, whatever happened', () => {
    fc.assert(
      fc.property(anyChain, fc.constantFrom('cards', 'tiles', undefined), (made, size) => {
        const { nodes, width, height } = graphOf(made, NOW, size);
        expect(new Set(nodes.map(({ key }) => key)).size).toBe(nodes.length);
        nodes.forEach((a, at) => {
          expect(a.x >= 0 && a.y >= 0 && a.x + a.width <= width && a.y + a.height <= height).toBe(true);
          for (const b of nodes.slice(at + 1)) {
            const apart =
              a.x + a.width < b.x || b.x + b.width < a.x || a.y + a.height < b.y || b.y + b.height < a.y;
            expect(apart, `${a.key} and ${b.key}`).toBe(true);
          }
        });
      }),
    );
  });

  it('joins only nodes that are there, each link once', () => {
    fc.assert(
      fc.property(anyChain, (made) => {
        const { nodes, edges } = graphOf(made, NOW);
        const keys = new Set(nodes.map(({ key }) => key));
        expect(edges.filter(({ from, to }) => !keys.has(from) || !keys.has(to) || from === to)).toEqual([]);
        expect(new Set(edges.map(({ key }) => key)).size).toBe(edges.length);
        for (const { path } of edges) expect(path).toMatch(/^M[-\d.]+ [-\d.]+(?:[LQ][-\d. ]+)+$/);
      }),
    );
  });
});
