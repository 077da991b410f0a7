import { createRequire } from 'node:module';
import Ajv from 'ajv';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ChainEvent } from '../../chain/event.ts';
import type { CommandInput, CommandName, CommandOutput } from '../../contract.ts';
import { NO_ANNOTATIONS } from '../../history/history.ts';
import { testHost } from '../../host/testing/test-host.ts';
import type { ChainToExport } from '../export/format.ts';
import { harFormat, harOf } from './write.ts';

const require = createRequire(import.meta.url);

/** HAR 1.2 as https://github.com/ahmadnassri/har-schema writes it down. */
const validate = (() => {
  const ajv = new Ajv({ strict: false, validateFormats: false });
  ajv.addMetaSchema(require('ajv/dist/refs/json-schema-draft-06.json') as object);
  const schemas = require('har-schema') as Record<string, object>;
  for (const schema of Object.values(schemas)) ajv.addSchema(schema);
  const check = ajv.getSchema('har.json#');
  if (check === undefined) throw new Error('no schema of a HAR');
  return (har: unknown) => (check(har) ? [] : check.errors);
})();

const about = { exportedAt: Date.UTC(2026, 8, 8), version: '1.2.3' };

/** A seeded sign-in of the sandbox with a wrong code, and what the host knows of it. */
async function signedIn(): Promise<{ chain: ChainToExport; password: string }> {
  const { host, ports } = await testHost();
  const value = async <N extends CommandName>(name: N, input: CommandInput<N>): Promise<CommandOutput<N>> => {
    const result = await host.ask(name, input);
    if (!result.ok) throw new Error(result.error.detail);
    return result.value as CommandOutput<N>;
  };
  const { users } = await value('sandbox.start', {});
  const eve = users.find(({ username }) => username === 'ann');
  const { chainId } = await value('chain.startSeeded', {
    userPoolId: eve?.userPoolId ?? '',
    username: 'ann',
  });
  const events = async (ends: number): Promise<ChainEvent[]> => {
    for (;;) {
      const told = await value('chain.events', { chainId });
      if (told.filter(({ type }) => type === 'step.ended').length >= ends) return told;
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  const first = (await events(1)).find(({ type }) => type === 'step.ended');
  const parentId = first?.type === 'step.ended' ? first.stepId : '';
  const answer = {
    name: 'PASSWORD_VERIFIER',
    inputs: { PASSWORD: 'Wrong-horse-"1"' },
    responses: {},
    members: {},
  };
  await value('chain.answer', { chainId, parentId, answer });
  const all = await events(2);
  expect(ports.runtime.version).toBe('0.0.0');
  return { chain: { events: all, annotations: NO_ANNOTATIONS }, password: 'Wrong-horse-"1"' };
}

describe('a HAR of a chain', () => {
  it('is valid, holds each exchange with its request id, and no secret', async () => {
    const { chain, password } = await signedIn();
    const har = harOf({ chains: [chain, chain], ...about });
    expect(validate(har)).toEqual([]);
    expect(validate({ log: { ...har.log, entries: [{ time: 'long' }] } })).not.toEqual([]);
    expect(har.log.pages?.map(({ title }) => title)).toEqual(['ann · USER_SRP_AUTH', 'ann · USER_SRP_AUTH']);
    const entries = har.log.entries.filter(({ pageref }) => pageref === 'chain_1');
    expect(entries.map(({ response }) => response.status)).toEqual([200, 400]);
    for (const { request, response, time, timings } of entries) {
      expect(request.headers).toContainEqual({ name: 'Content-Type', value: 'application/x-amz-json-1.1' });
      expect(request.postData?.mimeType).toBe('application/x-amz-json-1.1');
      expect(JSON.parse(request.postData?.text ?? '')).toHaveProperty('ClientId');
      expect(JSON.parse(response.content.text ?? '')).toBeTypeOf('object');
      expect(response.headers.map(({ name }) => name.toLowerCase())).toContain('x-amzn-requestid');
      const { ssl: _ssl, blocked: _blocked, comment: _comment, ...counted } = timings;
      const sum = Object.values(counted).reduce<number>((total, ms = 0) => total + Math.max(0, ms), 0);
      expect(sum).toBeCloseTo(time);
    }
    expect(JSON.stringify(har)).not.toContain(JSON.stringify(password).slice(1, -1));
  });

  it('holds the bytes as they travelled where the secrets are given', async () => {
    const { chain } = await signedIn();
    const stepIds = chain.events.flatMap((event) => (event.type === 'step.sent' ? [event.stepId] : []));
    const secrets = stepIds.map((stepId) => ({
      stepId,
      requestText: `{"of":"${stepId}"}`,
      requestHeaders: [['Content-Type', 'text/plain']] as const,
      responseText: '{"Session":"whole"}',
    }));
    const har = harOf({ chains: [{ ...chain, secrets }], ...about });
    expect(validate(har)).toEqual([]);
    expect(har.log.entries.map(({ request }) => request.postData?.text)).toEqual(
      stepIds.map((id) => `{"of":"${id}"}`),
    );
    expect(har.log.entries.every(({ response }) => response.content.text === '{"Session":"whole"}')).toBe(
      true,
    );
  });

  it('is the same bytes for the same chain, and says nothing of a step that has no answer', async () => {
    const { chain } = await signedIn();
    const under = { ...chain, events: chain.events.filter(({ type }) => type !== 'step.ended') };
    const [one, two] = await Promise.all([
      harFormat.write({ chains: [under], ...about }),
      harFormat.write({ chains: [under], ...about }),
    ]);
    expect(one).toEqual(two);
    const har: unknown = JSON.parse(new TextDecoder().decode(one));
    expect(validate(har)).toEqual([]);
    expect(har).toMatchObject({ log: { entries: [{ time: 0, response: { status: 0, bodySize: -1 } }, {}] } });
  });

  it('stays valid whatever a source held', async () => {
    const { chain } = await signedIn();
    const text = fc.string({ unit: 'binary' });
    fc.assert(
      fc.property(
        fc.record({
          at: fc.double(),
          url: fc.oneof(fc.webUrl({ withQueryParameters: true }), text),
          text,
          total: fc.double({ min: 0, max: 1e9, noNaN: true }),
        }),
        ({ at, url, text: body, total }) => {
          const events = chain.events.map((event): ChainEvent => {
            if (event.type === 'step.sent')
              return {
                ...event,
                at,
                request: { ...event.request, url, body: { ...event.request.body, text: body } },
              };
            return event.type === 'step.ended' ? { ...event, timing: { total } } : event;
          });
          const har = harOf({ chains: [{ ...chain, events }], ...about });
          expect(validate(JSON.parse(JSON.stringify(har)))).toEqual([]);
        },
      ),
      { numRuns: 200 },
    );
  });
});
