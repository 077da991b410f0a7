import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Chain, chainOf } from '../model.ts';
import { challenge, refused, story, STORY_START } from '../testing/story.ts';
import { graphOf } from './graph.ts';
import { graphSvg } from './graph-svg.ts';
import { mermaidOf } from './mermaid.ts';
import { anyChain } from './testing/any-chain.ts';
import { timelineOf } from './timeline.ts';
import { timelineSvg } from './timeline-svg.ts';

const NOW = STORY_START + 60_000;

function sample(): Chain {
  const made = chainOf(
    story([
      { id: 'a', parent: null, answers: 'USER_SRP_AUTH', outcome: challenge('SMS_MFA', 's1') },
      { id: 'b', parent: 'a', answers: 'SMS_MFA', outcome: refused('CodeMismatchException'), after: 9_000 },
      { id: 'c', parent: 'a', answers: 'SMS_MFA', outcome: { kind: 'tokens', newDevice: false } },
    ]),
  );
  if (!made) throw new Error('the story did not start a chain');
  return made;
}

/** Well-formed as far as a picture of ours goes: tags close in order, attributes are quoted, no stray signs in texts. */
function wellFormed(svg: string): boolean {
  const open: string[] = [];
  const token = /<\?xml [^?]*\?>|<\/([a-z]+)>|<([a-zA-Z]+)((?: [\w:-]+="[^"<]*")*)(\/?)>|([^<]+)/gy;
  let at = 0;
  for (let match = token.exec(svg); match; match = token.exec(svg)) {
    at = token.lastIndex;
    const [, closes, opens, attributes = '', alone, text = ''] = match;
    if (closes !== undefined && open.pop() !== closes) return false;
    if (opens !== undefined && alone === '') open.push(opens);
    if (/&(?!(?:amp|lt|gt|quot|#39);)/.test(attributes + text)) return false;
  }

  return at === svg.length && open.length === 0 && !/[\u0000-\u0008\u000b-\u001f\ufffe\uffff]/.test(svg);
}

describe('the Mermaid text', () => {
  it('names every step with its state, and every link', () => {
    expect(mermaidOf(sample(), NOW)).toBe(
      [
        'flowchart TD',
        '  accTitle: ann@example.com, USER_SRP_AUTH, staging',
        '  s1("1. USER_SRP_AUTH<br/>ok · 80 ms")',
        '  s2{{"2. SMS_MFA<br/>refused · CodeMismatchException"}}',
        '  s3(["3. SMS_MFA<br/>tokens · 80 ms · try 2"])',
        '  s1 --> s2',
        '  s1 --> s3',
        '  s2 -.->|"retry"| s3',
        '  classDef ok fill:#e7f5eb,stroke:#1a7437,color:#191a1e',
        '  class s1 ok',
        '  classDef failed fill:#fdecec,stroke:#c0262d,color:#191a1e',
        '  class s2 failed',
        '  classDef tokens fill:#e7f5eb,stroke:#1a7437,color:#191a1e',
        '  class s3 tokens',
        '',
      ].join('\n'),
    );
  });

  it('lets no text out of its quotes', () => {
    const words = '"(?:[^"<>`;#]|#\\d+;|<br/>)*"';
    const line = new RegExp(
      [
        '^flowchart TD$',
        '^  accTitle: [^\\n"<>`;#]+$',
        `^  s\\d+(?:\\(|\\(\\[|\\{\\{|\\[/|>|\\[)${words}(?:\\)|\\]\\)|\\}\\}|\\\\\\]|\\])$`,
        `^  s\\d+ (?:-->|==>|-\\.->|--o)(?:\\|${words}\\|)? s\\d+$`,
        '^  classDef [a-z]+ [\\w:#,]+$',
        '^  class s\\d+(?:,s\\d+)* [a-z]+$',
        '^$',
      ].join('|'),
    );
    fc.assert(
      fc.property(anyChain, (chain) => {
        for (const text of mermaidOf(chain, NOW).split('\n')) expect(text).toMatch(line);
      }),
    );
  });
});

describe('the SVG files', () => {
  it('have a title, a description and the words of every step', () => {
    const chain = sample();
    const graph = graphSvg(chain, graphOf(chain, NOW), 'dark');
    const timeline = timelineSvg(chain, timelineOf(chain, NOW), 'light');
    expect(graph).toContain('<title>ann@example.com · USER_SRP_AUTH, as a graph</title>');
    expect(timeline).toContain('<title>ann@example.com · USER_SRP_AUTH, as a timeline</title>');
    for (const svg of [graph, timeline]) {
      expect(svg).toContain('Step 2, SMS_MFA, refused with CodeMismatchException, 80 ms');
      expect(svg).not.toMatch(/<style|<script|href|url\(/);
    }
    expect(timeline).toContain('9.0 s idle, drawn shorter');
  });

  it('stay well-formed whatever the texts hold', () => {
    fc.assert(
      fc.property(anyChain, fc.constantFrom('cards', 'tiles'), (chain, size) => {
        expect(wellFormed(graphSvg(chain, graphOf(chain, NOW, size), 'light'))).toBe(true);
        expect(wellFormed(timelineSvg(chain, timelineOf(chain, NOW), 'dark'))).toBe(true);
      }),
    );
  });
});
