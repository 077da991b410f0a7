import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chainOf, type Chain } from '@core/chain/model.ts';
import type { Found } from '@core/contract/search.ts';
import { fingerprint } from '@core/crypto/fingerprint.ts';
import type { Exchange } from '@core/evidence/exchange.ts';
import { importedChain } from '@core/evidence/imported.ts';
import { linkExchanges } from '@core/evidence/link.ts';
import { lineOf } from '@core/history/line.ts';
import { jsonText } from '../plain-text.ts';
import { broughtFacts, broughtText } from './brought.ts';
import { factsOf } from './chain-facts.ts';
import { chainText } from './chain-text.ts';
import { foundText } from './found-text.ts';
import { verdictText } from './verdict-text.ts';

const OBEYED = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;

/** Two steps as an import brings them, with somebody's texts in every place. */
function chainOfTexts(name: string, text: string): Chain {
  const request = (members: object) => ({
    method: 'POST',
    url: 'https://cognito-idp.eu-west-1.amazonaws.com/',
    headers: [],
    text: JSON.stringify(members),
  });
  const exchanges: Exchange[] = [
    {
      operation: 'InitiateAuth',
      sentAt: 1_000,
      timing: { total: 80 },
      request: request({ AuthFlow: text, ClientId: 'abc', AuthParameters: { USERNAME: name } }),
      response: {
        ...{ status: 200, statusText: text, headers: [] },
        text: JSON.stringify({ ChallengeName: text, ChallengeParameters: {}, Session: 'session-one' }),
      },
      holes: [],
      place: 'entry 1',
    },
    {
      operation: 'RespondToAuthChallenge',
      sentAt: 2_000,
      timing: { total: 80 },
      request: request({ ChallengeName: text, ClientId: 'abc', Session: 'session-one' }),
      response: {
        ...{ status: 400, statusText: '', headers: [['x-amzn-RequestId', text] as const] },
        text: JSON.stringify({ __type: 'CodeMismatchException', message: text }),
      },
      holes: [{ kind: 'value', detail: text }],
      place: 'entry 2',
    },
  ];
  const [linked = []] = linkExchanges(exchanges).chains;
  const from = { kind: 'har', name: text, tool: text, place: text } as const;
  const chain = chainOf(importedChain(linked, from, { uuid: randomUUID, fingerprint }).events);
  if (chain === undefined) throw new Error('no chain');
  return chain;
}

const foreign = fc
  .string({ unit: 'binary', maxLength: 30 })
  .map((text) => `x${text}\u001b[31m\u009b2J\u0007\r\u202e`);

describe('what the terminal prints', () => {
  it('commands no terminal, whatever an imported file holds', () => {
    fc.assert(
      fc.property(foreign, foreign, (name, text) => {
        const chain = chainOfTexts(name, text);
        const annotations = { notes: text, tags: [text], ticket: text, pinned: true };
        const found: Found = { line: lineOf(chain), annotations };
        const faults = [{ code: 'IMPORT_ENTRY_UNREADABLE', detail: text }];
        const brought = { name, tool: text, chains: [chain], left: 1, faults, failed: false };
        const printed = [
          chainText(chain, { color: false, ids: true, annotations }),
          foundText([found], false, 0),
          broughtText(brought, false),
          broughtText({ ...brought, explanation: { code: text, message: text, operation: text } }, false),
          verdictText({ kind: 'different', number: 1, of: 2, done: 1, because: text }, false),
          jsonText([factsOf(chain), broughtFacts(brought), found]),
        ];
        for (const out of printed) expect(out).not.toMatch(OBEYED);
      }),
      { numRuns: 50 },
    );
  });

  it('keeps a found chain on one line, its id in front', () => {
    fc.assert(
      fc.property(foreign, foreign, (name, text) => {
        const chain = chainOfTexts(name, text);
        const found: Found = {
          line: lineOf(chain),
          annotations: { notes: '', tags: [text], ticket: text, pinned: false },
        };
        const lines = foundText([found, found], false, 0).split('\n');
        expect(lines).toHaveLength(3);
        expect(lines[0]?.slice(0, 36)).toBe(chain.id);
      }),
      { numRuns: 50 },
    );
  });

  it('says by words what it says by colours', () => {
    const chain = chainOfTexts('ann', 'SMS_MFA');
    const plainly = (text: string) => text.replace(/\u001b\[\d+m/g, '');
    expect(plainly(chainText(chain, { color: true }))).toBe(chainText(chain, { color: false }));
    const verdict = { kind: 'same', of: 2, done: 2, because: 'All 2 steps came out as then.' } as const;
    expect(plainly(verdictText(verdict, true))).toBe('Same. All 2 steps came out as then.\n');
  });

  it('shows what people noted', () => {
    const chain = chainOfTexts('ann', 'SMS_MFA');
    const annotations = {
      notes: 'Asked twice.\nSame.',
      tags: ['login', 'sms'],
      ticket: 'QA-12',
      pinned: true,
    };
    expect(chainText(chain, { color: false, annotations })).toMatch(
      /\npinned\ntags login, sms\nticket QA-12\n\nAsked twice\.\nSame\.\n$/,
    );
    expect(foundText([{ line: lineOf(chain), annotations }], false, 0)).toMatch(
      / {2}har {2}pinned {2}#login {2}#sms {2}QA-12\n$/,
    );
  });
});
