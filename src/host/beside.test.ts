import { describe, expect, it } from 'vitest';
import type { Answer, Preview } from '../contract.ts';
import { drivenHost, type DrivenHost } from './testing/driven-host.ts';

const about = (operation: string, changes: Partial<Answer> = {}): Answer => ({
  name: operation,
  inputs: {},
  responses: {},
  members: {},
  ...changes,
});

/** gus stands at MFA_SETUP. */
async function atSetUp(): Promise<{ host: DrivenHost; chainId: string; parentId: string; targetId: string }> {
  const host = await drivenHost();
  const chainId = await host.begin('gus');
  const { pending, target } = await host.answer(chainId, {});
  return { host, chainId, parentId: pending?.stepId ?? '', targetId: target.id };
}

describe('the request of an operation beside a sign-in', () => {
  it('is previewed byte by byte with what was changed in it, and goes so', async () => {
    const { host, chainId, parentId, targetId } = await atSetUp();
    const { inputs, ...changes } = about('AssociateSoftwareToken', {
      members: { Extra: { deep: [1] } },
      headers: { 'X-Trace': 'abc', 'Content-Type': null },
    });
    const place = { targetId, chainId, parentId, beside: true };
    const answer = { inputs, ...changes };
    const preview: Preview = await host.value('request.preview', { ...place, answer });
    expect(preview.operation).toBe('AssociateSoftwareToken');
    expect(preview.differences).toEqual(
      expect.arrayContaining([
        { pointer: '/Extra', kind: 'added' },
        { header: 'X-Trace', kind: 'added' },
        expect.objectContaining({ header: 'Content-Type', kind: 'removed' }),
      ]),
    );
    expect(preview.masked).toEqual(['/Session']);

    const { name: operation, ...rest } = changes;
    await host.value('chain.operate', { chainId, parentId, operation, inputs, changes: rest });
    const { request } = (await host.chain(chainId)).steps.at(-1) ?? {};
    expect(request?.body.text).toBe(preview.text);
    expect(request?.headers).toContainEqual(['X-Trace', 'abc']);
    expect(request?.headers.map(([header]) => header)).not.toContain('Content-Type');
  });

  it('is sent as raw text, in which a mask that was shown stands for the real value', async () => {
    const { host, chainId, parentId, targetId } = await atSetUp();
    const operation = 'AssociateSoftwareToken';
    const place = { targetId, chainId, parentId, beside: true };
    const { text } = await host.value('request.preview', { ...place, answer: about(operation) });
    const { name: _name, inputs, ...changes } = about(operation, { rawBody: text.replace('{', '{ ') });
    await host.value('chain.operate', { chainId, parentId, operation, inputs, changes });
    expect((await host.chain(chainId)).steps.at(-1)).toMatchObject({
      status: 'ok',
      overridden: ['raw body'],
    });
  });

  it('has the values that are made for it, the same in the preview as they go', async () => {
    const host = await drivenHost();
    const chainId = await host.begin('ada');
    await host.answer(chainId, {});
    const { steps, target } = await host.answer(chainId, {});
    const parentId = steps.at(-1)?.id ?? '';
    const operation = 'ConfirmDevice';
    const place = { targetId: target.id, chainId, parentId, beside: true };
    const saltIn = (text = '') => /"Salt":"([^"]+)"/.exec(text)?.[1];
    const { text } = await host.value('request.preview', { ...place, answer: about(operation) });
    await host.value('chain.operate', { chainId, parentId, operation, inputs: {} });
    const sent = (await host.chain(chainId)).steps.at(-1);
    expect(sent?.status).toBe('ok');
    expect(saltIn(text)).toBeDefined();
    expect(saltIn(sent?.request.body.text)).toBe(saltIn(text));
  });
});
