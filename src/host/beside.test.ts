import { describe, expect, it } from 'vitest';
import type { Answer, Preview } from '../contract.ts';
import { isJsonObject, type JsonObject } from '../json.ts';
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

  it('takes a mask that was left standing inside an edited member for the real value', async () => {
    const { host, place, inside } = await atDevice();
    const operation = 'ConfirmDevice';
    const shown = await host.value('request.preview', { ...place, answer: about(operation) });
    const config = inside(shown.body);
    expect(config['PasswordVerifier']).toMatch(/… [\d,]+ chars$/);
    const members = { DeviceSecretVerifierConfig: { ...config, Extra: { deep: [1] } } };
    const edited = await host.value('request.preview', { ...place, answer: about(operation, { members }) });
    expect(inside(edited.body)).toEqual({ ...config, Extra: { deep: [1] } });

    const { name: _name, inputs, ...changes } = about(operation, { members });
    const { chainId, parentId } = place;
    await host.value('chain.operate', { chainId, parentId, operation, inputs, changes });
    const { status, id: stepId } = (await host.chain(chainId)).steps.at(-1) ?? { status: '', id: '' };
    expect(status).toBe('ok');
    const sent = await host.value('secret.reveal', {
      chainId,
      stepId,
      side: 'request',
      pointer: '/DeviceSecretVerifierConfig/PasswordVerifier',
    });
    expect(sent.value).toMatch(/^[A-Za-z0-9+/=]{300,}$/);
  });

  it('refuses a mask under another name, and names the member', async () => {
    const { host, place, inside } = await atDevice();
    const operation = 'ConfirmDevice';
    const { body } = await host.value('request.preview', { ...place, answer: about(operation) });
    const { PasswordVerifier = '' } = inside(body);
    const members = { DeviceSecretVerifierConfig: { Verifier: PasswordVerifier } };
    const answer = about(operation, { members });
    expect(await host.host.ask('request.preview', { ...place, answer })).toMatchObject({
      ok: false,
      error: {
        code: 'MASK_UNCLEAR',
        field: 'DeviceSecretVerifierConfig',
        detail: expect.stringContaining('DeviceSecretVerifierConfig/Verifier'),
      },
    });
  });
});

/** ada has tokens and a device that is not confirmed. */
async function atDevice() {
  const host = await drivenHost();
  const chainId = await host.begin('ada');
  await host.answer(chainId, {});
  const { steps, target } = await host.answer(chainId, {});
  const place = { targetId: target.id, chainId, parentId: steps.at(-1)?.id ?? '', beside: true };
  const inside = (body: JsonObject): JsonObject => {
    const config = body['DeviceSecretVerifierConfig'];
    if (!isJsonObject(config)) throw new Error('the request has no DeviceSecretVerifierConfig');
    return config;
  };
  return { host, place, inside };
}
