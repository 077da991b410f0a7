import { challenge, story } from '@core/chain/testing/story.ts';
import type { Fault } from '@core/form/form.ts';
import { flushPromises } from '@vue/test-utils';
import { describe, expect, test } from 'vitest';
import { fakeHost } from '../testing/fake-host.ts';
import { productionTarget, sandboxTarget } from '../testing/fixtures.ts';
import { mountWithHost } from '../testing/mount-with-host.ts';
import CallView from './CallView.vue';

const inputs = (host: ReturnType<typeof fakeHost>, name: string) =>
  host.calls.filter((call) => call.name === name).map(({ input }) => input as Record<string, unknown>);
const button = (text: string) =>
  [...document.querySelectorAll('button')].find((one) => one.textContent.includes(text));

async function opened(route: string, host = fakeHost(), operation?: string) {
  const props = operation === undefined ? {} : { operation };
  const mounted = await mountWithHost(CallView, { host, route, props });
  await flushPromises();
  await flushPromises();
  return mounted;
}

describe('calling an operation', () => {
  test('begins with all of them, to be searched', async () => {
    const { page } = await opened('/call');
    expect(page.text()).toContain('2 of 2');
    await page.get('input').setValue('accesstoken');
    expect(page.findAll('[aria-label="Operations"] a').map((link) => link.text())).toEqual([
      expect.stringContaining('GetUser'),
    ]);
  });

  test('sends what the form and the JSON say, as a chain of its own', async () => {
    const { page, host, router } = await opened('/call/AdminGetUser', fakeHost(), 'AdminGetUser');
    await page.get('[data-member="Username"] input').setValue('ann');
    const json = page.get<HTMLTextAreaElement>('textarea');
    expect(JSON.parse(json.element.value)).toEqual({ UserPoolId: 'eu-west-1_Fixture1', Username: 'ann' });
    await json.setValue('{"UserPoolId":"p","Username":"bob","Odd":1}');
    expect(page.find('[data-member="Odd"]').exists()).toBe(true);
    button('Send')?.click();
    await flushPromises();
    expect(inputs(host, 'service.call')).toEqual([
      expect.objectContaining({
        ...{ operation: 'AdminGetUser', targetId: sandboxTarget.id },
        body: { UserPoolId: 'p', Username: 'bob', Odd: 1 },
      }),
    ]);
    await expect.poll(() => router.currentRoute.value.path).toBe('/chains/chain-1');
  });

  test('calls once, however soon and often it is sent before the chain is on screen', async () => {
    const { host, page } = await opened('/call/AdminGetUser', fakeHost(), 'AdminGetUser');
    await page.get('[data-member="Username"] input').setValue('ann');
    const press = async () => {
      const init = { key: 'Enter', ctrlKey: true, bubbles: true, cancelable: true };
      document.body.dispatchEvent(new KeyboardEvent('keydown', init));
      await flushPromises();
    };
    await press();
    await press();
    expect(inputs(host, 'service.call')).toEqual([
      expect.objectContaining({ body: { UserPoolId: 'eu-west-1_Fixture1', Username: 'ann' } }),
    ]);
  });

  test('can be given up while it waits, before there is a chain', async () => {
    let refuse = (_fault: Fault): void => undefined;
    const host = fakeHost({}, { 'service.call': () => new Promise((_resolve, reject) => (refuse = reject)) });
    const { page } = await opened('/call/AdminGetUser', host, 'AdminGetUser');
    button('Send')?.click();
    await expect.poll(() => button('Cancel')).toBeDefined();
    button('Cancel')?.click();
    await flushPromises();
    const [sent] = inputs(host, 'service.call');
    expect(sent?.['beginId']).toEqual(expect.any(String));
    expect(inputs(host, 'chain.giveUp')).toEqual([{ beginId: sent?.['beginId'] }]);
    refuse({ code: 'CANCELLED', detail: 'Nothing was sent.' });
    await flushPromises();
    expect(page.text()).toContain('Nothing was sent.');
    expect(button('Cancel')).toBeUndefined();
  });

  test('can be sent again once the host has refused it', async () => {
    const host = fakeHost(
      {},
      {
        'service.call': async () => {
          throw { code: 'AWS_CREDENTIALS_MISSING', detail: 'There are no credentials.' };
        },
      },
    );
    const { page } = await opened('/call/AdminGetUser', host, 'AdminGetUser');
    for (let times = 0; times < 2; times += 1) {
      button('Send')?.click();
      await flushPromises();
    }
    expect(page.text()).toContain('There are no credentials.');
    expect(inputs(host, 'service.call')).toHaveLength(2);
  });

  test('has the name of a production target typed before what may change it, and not before what reads', async () => {
    const change = {
      name: 'AdminDeleteUser',
      cliName: 'admin-delete-user',
      signed: true,
      reads: false,
      takes: [],
    };
    const of = (head: typeof change) =>
      fakeHost(
        { targets: [productionTarget] },
        {
          'service.operation': async () => ({
            ...head,
            ...{ input: { required: [], members: { Username: { type: 'text' as const } } } },
            ...{ structures: {}, errors: [], permissionsBeside: [] },
          }),
          'service.preview': async ({ operation, body }) => ({
            ...{
              operation,
              url: 'http://127.0.0.1:9229/',
              body,
              masked: [],
              computed: [],
              computedHeaders: [],
            },
            ...{ warnings: [], faults: [], requestLine: 'POST / HTTP/1.1', headers: [], differences: [] },
            ...{ text: '{}', bytes: 2 },
            ...(head.reads ? {} : { guard: { target: productionTarget.name, typed: 'ann' } }),
          }),
        },
      );
    const host = of(change);
    await opened('/call/AdminDeleteUser', host, 'AdminDeleteUser');
    button('Send')?.click();
    await flushPromises();
    expect(inputs(host, 'service.call')).toEqual([]);
    const typed = document.querySelector<HTMLInputElement>('[role="dialog"] input');
    if (typed === null) throw new Error('nothing asks for the name');
    typed.value = 'ann';
    typed.dispatchEvent(new Event('input'));
    await flushPromises();
    document.querySelector<HTMLButtonElement>('[role="dialog"] button.danger')?.click();
    await flushPromises();
    expect(inputs(host, 'service.call')).toEqual([expect.objectContaining({ confirmed: 'ann' })]);

    const reading = of({ ...change, name: 'AdminGetUser', reads: true });
    await opened('/call/AdminGetUser', reading, 'AdminGetUser');
    [...document.querySelectorAll('button')].findLast((one) => one.textContent.includes('Send'))?.click();
    await flushPromises();
    expect(inputs(reading, 'service.call')).toHaveLength(1);
  });

  test('from a chain stands at the challenge that waits', async () => {
    const host = fakeHost();
    const step = { id: 's1', parent: null, answers: 'USER_SRP_AUTH', outcome: challenge('SMS_MFA', 'x') };
    host.addChain(story([step], { chainId: 'c1' }));
    await opened('/call/AdminGetUser?chain=c1', host, 'AdminGetUser');
    expect(inputs(host, 'service.skeleton').at(-1)).toMatchObject({ chainId: 'c1', parentId: 's1' });
    button('Send')?.click();
    await flushPromises();
    expect(inputs(host, 'service.call')).toEqual([
      expect.objectContaining({ chainId: 'c1', parentId: 's1' }),
    ]);
  });

  test('can be cancelled in its chain while it waits to be signed, and says what came of it', async () => {
    let refuse: (fault: unknown) => void = () => undefined;
    const host = fakeHost({}, { 'service.call': () => new Promise((_resolve, reject) => (refuse = reject)) });
    const step = { id: 's1', parent: null, answers: 'USER_SRP_AUTH', outcome: challenge('SMS_MFA', 'x') };
    host.addChain(story([step], { chainId: 'c1' }));
    const { page } = await opened('/call/AdminGetUser?chain=c1', host, 'AdminGetUser');
    button('Send')?.click();
    await expect.poll(() => button('Cancel')).toBeDefined();
    button('Cancel')?.click();
    await flushPromises();
    expect(inputs(host, 'chain.cancel')).toEqual([{ chainId: 'c1' }]);
    refuse({ code: 'CANCELLED', detail: 'Nothing was sent.' });
    await flushPromises();
    expect(page.text()).toContain('Nothing was sent.');
    expect(button('Cancel')).toBeUndefined();
  });

  test('names the operation that is meant where none has that name', async () => {
    const host = fakeHost(
      {},
      {
        'service.operation': async () => {
          throw { code: 'OPERATION_UNKNOWN', detail: 'Cognito has no operation X. Is Y meant?' };
        },
      },
    );
    const { page } = await opened('/call/X', host, 'X');
    expect(page.text()).toContain('Is Y meant?');
  });
});
