import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { scenarioPorts } from '../../../../main/ports/scenario/scenario-ports.ts';
import type { CodeSource } from '../../../scenario/schema.ts';
import type { Clock } from '../../ports.ts';
import { createStop } from '../../run/stop.ts';
import { testHost } from '../../testing/test-host.ts';
import { type CodeParts, createCodes } from '../codes.ts';

// Answers as these inboxes shape them, served over HTTP: `sent` codes, the newest last.

const to = 'ann@example.com';
const text = (code: string) => `Your authentication code is ${code}.`;
const mailpit = (code: string, at: number) => ({
  ...{
    ID: `m${String(at)}`,
    MessageID: `${String(at)}@x`,
    Read: false,
    From: { Name: '', Address: 'no-reply@x' },
  },
  ...{
    To: [{ Name: '', Address: to }],
    Subject: 'Your code',
    Created: `2026-11-27T16:00:0${String(at)}Z`,
    Size: 400,
  },
  Snippet: text(code),
});
const KINDS: Record<
  string,
  { readonly path: string; readonly source: object; readonly answer: (sent: string[]) => unknown }
> = {
  'Mailpit, the list': {
    path: '/api/v1/search?query=to:ann@example.com',
    source: { path: '$.messages[0].Snippet' },
    answer: (sent) => ({ total: sent.length, unread: 0, messages: sent.map(mailpit).toReversed(), tags: [] }),
  },
  'Mailpit, the newest': {
    path: '/api/v1/message/latest?query=to:ann@example.com',
    source: { path: '$.Text' },
    answer: (sent) => {
      const code = sent.at(-1);
      return code === undefined ? undefined : { ...mailpit(code, sent.length), Text: text(code), HTML: '' };
    },
  },
  MailHog: {
    path: '/api/v2/search?kind=to&query=ann@example.com',
    source: { path: '$.items[0].Content.Body', match: 'code is (\\d+)' },
    answer: (sent) => ({
      ...{ total: sent.length, count: sent.length, start: 0 },
      items: sent
        .map((code, at) => ({
          ...{ ID: `h${String(at)}@mailhog`, To: [{ Mailbox: 'ann', Domain: 'example.com' }] },
          Content: {
            Headers: { 'Content-Transfer-Encoding': ['quoted-printable'], 'Message-ID': [`h${String(at)}`] },
            Body: `<p style=3D"color:#222222">${text(`${code.slice(0, 2)}=\r\n${code.slice(2)}`)}</p>`,
          },
        }))
        .toReversed(),
    }),
  },
  'LocalStack, SES': {
    path: '/_aws/ses',
    source: { path: '$.messages[-1].Body.text_part' },
    answer: (sent) => ({
      messages: sent.map((code, at) => ({
        Id: `s${String(at)}`,
        Timestamp: at,
        Body: { text_part: text(code) },
      })),
    }),
  },
  'cognito-local, its database': {
    path: '/db/local_1.json',
    source: { path: '$.Users.ann.MFACode' },
    answer: (sent) => ({
      Users: {
        ann: { Username: 'ann', UserStatus: 'CONFIRMED', MFACode: sent.at(-1) },
        bob: { MFACode: '999999' },
      },
    }),
  },
};

let server: Server;
let base = '';
const sent: string[] = [];
beforeAll(async () => {
  server = createServer(({ url }, response) => {
    const kind = Object.values(KINDS).find(({ path }) => path === url);
    const answer = kind?.answer(sent);
    response.writeHead(answer === undefined ? 404 : 200, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify(answer ?? { error: 'not found' }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

it.each(Object.entries(KINDS))(
  '%s gives the code that came since, and not the one before',
  async (_, kind) => {
    sent.splice(0, sent.length, '111111');
    const { ports } = await testHost();
    let now = 1_790_000_000_000;
    const clock: Clock = {
      now: () => now,
      after: (ms, run) => {
        const timer = setImmediate(() => {
          now += ms;
          // It comes while it is waited for.
          if (sent.length === 1) sent.push('492017');
          run();
        });
        return () => clearImmediate(timer);
      },
    };
    const parts = {
      ports: { ...ports, clock, scenarios: scenarioPorts({ env: {} }) },
    } as unknown as CodeParts;
    const source = { http: base + kind.path, ...kind.source } as CodeSource;
    const codes = createCodes(parts, {
      sources: { it: source },
      stop: createStop(),
      fill: async (given) => given,
      agreed: new Set(),
      ask: async () => undefined,
    });
    await codes.note();
    expect(await codes.code('it', { since: (now += 10) })).toBe('492017');
  },
);
