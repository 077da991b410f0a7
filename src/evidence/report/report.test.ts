import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ChainEvent } from '../../chain/event.ts';
import { chainOf } from '../../chain/model.ts';
import { nastyText } from '../../chain/picture/testing/any-chain.ts';
import { challenge, refused, story } from '../../chain/testing/story.ts';
import { NO_ANNOTATIONS } from '../../history/history.ts';
import { jsonFormat, reportOf } from './json.ts';
import { markdownOf } from './markdown.ts';
import { sequenceOf } from './sequence.ts';

const about = { exportedAt: Date.UTC(2026, 8, 8, 12), version: '1.2.3' };
const events = story([
  { id: 'a', parent: null, answers: 'USER_SRP_AUTH', outcome: challenge('SMS_MFA', 's1') },
  {
    id: 'b',
    parent: 'a',
    answers: 'SMS_MFA',
    operation: 'RespondToAuthChallenge',
    outcome: refused('CodeMismatchException'),
    after: 9_000,
    response: { status: 400, requestId: '7f3c-1' },
  },
  {
    id: 'c',
    parent: 'a',
    answers: 'SMS_MFA',
    operation: 'RespondToAuthChallenge',
    outcome: { kind: 'tokens', newDevice: false },
    after: 3_000,
  },
]);
const annotations = {
  ...NO_ANNOTATIONS,
  notes: 'Seen by `support`\n| twice',
  tags: ['mfa'],
  ticket: 'OPS-7',
};

describe('a ticket’s Markdown', () => {
  const text = markdownOf({ chains: [{ events, annotations }], ...about });

  it('begins with who, how and what came of it', () => {
    expect(text.split('\n')[0]).toBe('# `ann@example.com` · `USER_SRP_AUTH` · `tokens`');
  });

  it('names what was refused, with its code and request id', () => {
    expect(text).toMatch(/- Step 2, `SMS_MFA`: \*\*`CodeMismatchException`\*\*.*request id `7f3c-1`/);
  });

  it('lists an answer that nobody wrote down as missing, not as refused', () => {
    const detail = 'The source holds no answer to this request.';
    const failed = (code: 'NOT_RECORDED' | 'TIMEOUT', why: string, holes: boolean) =>
      events.map((event): ChainEvent =>
        event.type === 'step.ended' && event.stepId === 'b'
          ? {
              ...event,
              outcome: { kind: 'failure', code, detail: why },
              ...(holes ? { holes: [{ kind: 'response', detail }] } : {}),
            }
          : event,
      );
    const told = (of: ChainEvent[]) => markdownOf({ chains: [{ events: of, annotations }], ...about });
    for (const holes of [true, false]) {
      const hole = told(failed('NOT_RECORDED', detail, holes));
      expect(hole).not.toMatch(/## What was refused|## What failed/);
      expect(hole.match(/^- .*$/gm)).toEqual([`- Step 2: ${detail}`]);
      expect(hole).toContain('## What is missing\n\n- Step 2');
    }
    const late = told(failed('TIMEOUT', 'No answer in 30 s', false));
    expect(late).not.toContain('## What was refused');
    expect(late).toMatch(/## What failed\n\n- Step 2, `SMS_MFA`: \*\*`TIMEOUT`\*\*/);
  });

  it('holds a sequence that Mermaid draws', () => {
    expect(text).toContain(
      [
        '```mermaid',
        'sequenceDiagram',
        '  participant C as ann#64;example.com',
        '  participant S as Cognito, staging',
        '  C->>S: 1. InitiateAuth USER_SRP_AUTH',
        '  S-->>C: SMS_MFA, 80 ms',
        '  Note over C: 9.0 s later',
        '  C->>S: 2. RespondToAuthChallenge SMS_MFA',
        '  S--xC: CodeMismatchException, 80 ms',
        '  Note over C: 3.0 s later',
        '  C->>S: 3. RespondToAuthChallenge SMS_MFA',
        '  S-->>C: TOKENS, 80 ms',
        '```',
      ].join('\n'),
    );
  });

  it('lists each step, the notes, the ticket and the tags', () => {
    expect(text).toContain('| 2 | `RespondToAuthChallenge` | `SMS_MFA` |');
    expect(text).toContain('| Ticket | `OPS-7` |');
    expect(text).toContain('| Tags | `mfa` |');
    expect(text).toContain('```text\nSeen by `support`\n| twice\n```');
    expect(text).toContain(
      '_Written by Countersign 1.2.3 at 2026-09-08T12:00:00.000Z. Nothing secret is in it._',
    );
  });

  it('stays one document whatever names and messages hold', () => {
    fc.assert(
      fc.property(nastyText, nastyText, (text, notes) => {
        const chain = {
          events: saying(text),
          annotations: { ...annotations, notes, tags: [text], ticket: text },
        };
        const told = markdownOf({ chains: [chain], ...about });
        const outside = told.replace(/^(`{3,})(mermaid|text)\n[\s\S]*?^\1$/gm, '');
        const titles = outside.split('\n').filter((line) => line.startsWith('#'));
        expect(titles.slice(1)).toEqual([
          '## What was refused',
          '## Sequence',
          '## Steps',
          ...titles.slice(4),
        ]);
        expect(outside).not.toMatch(/^```/m);
        for (const row of outside.split('\n').filter((line) => /^\| \d/.test(line)))
          expect(row.replaceAll('\\|', '').split('|')).toHaveLength(11);
      }),
      { numRuns: 500 },
    );
  });
});

describe('the sequence', () => {
  it('holds nothing of Mermaid’s own in what others named', () => {
    fc.assert(
      fc.property(nastyText, (text) => {
        const chain = chainOf(saying(text));
        for (const line of (chain === undefined ? '' : sequenceOf(chain)).trimEnd().split('\n').slice(1))
          expect(line).toMatch(
            /^ {2}(participant [CS] as |C->>S: |S(-->>|--x|--\))C: |Note over C(,S)?: )([\w.,:()/ ]|#\d+;|[^\u0000-\u007f])*$/,
          );
      }),
      { numRuns: 500 },
    );
  });
});

describe('the JSON report', () => {
  it('holds each step with what it carried and what came back', async () => {
    const bytes = await jsonFormat.write({ chains: [{ events, annotations }], ...about });
    expect(JSON.parse(new TextDecoder().decode(bytes))).toMatchObject({
      countersign: 'report',
      version: 1,
      made: { at: '2026-09-08T12:00:00.000Z', by: '1.2.3' },
      redacted: true,
      chains: [
        {
          username: 'ann@example.com',
          status: 'tokens',
          annotations,
          steps: [
            { number: 1, operation: 'InitiateAuth', outcome: { kind: 'challenge', name: 'SMS_MFA' } },
            {
              number: 2,
              outcome: { code: 'CodeMismatchException' },
              response: { status: 400, requestId: '7f3c-1' },
            },
            { number: 3, thinkMs: 3_000 },
          ],
        },
      ],
    });
  });

  it('leaves out what begins no chain', () => {
    expect(reportOf({ chains: [{ events: events.slice(1), annotations }], ...about }).chains).toEqual([]);
  });
});

/** The chain where everything that others name says this. */
function saying(text: string): ChainEvent[] {
  return events.map((event): ChainEvent => {
    switch (event.type) {
      case 'chain.started':
        return { ...event, username: text, target: { ...event.target, name: text, endpoint: text } };
      case 'step.sent':
        return { ...event, summary: text, answers: text, holes: [{ kind: 'value', detail: text }] };
      case 'step.ended':
        return event.outcome.kind === 'error'
          ? { ...event, outcome: { ...event.outcome, code: text, message: text } }
          : event;
      default:
        return event;
    }
  });
}
