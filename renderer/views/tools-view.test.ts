import { story } from '@core/chain/testing/story.ts';
import { challenge, STORY_START, storyTarget } from '@core/chain/testing/story.ts';
import { flushPromises } from '@vue/test-utils';
import { describe, expect, it } from 'vitest';
import { fakeHost } from '../testing/fake-host.ts';
import { mountWithHost } from '../testing/mount-with-host.ts';
import ToolsView from './ToolsView.vue';

const mounted = (tool: string, host = fakeHost()) => mountWithHost(ToolsView, { host, props: { tool } });

describe('the tools', () => {
  it('holds typed values of an exchange against nothing stored', async () => {
    const { page, host } = await mounted('srp');
    expect(host.calls.find(({ name }) => name === 'lens.srp')?.input).toEqual({
      from: { kind: 'typed', values: {} },
    });
    expect(page.findAll('form label').map((label) => label.text())).toContain('SRP_B');
  });

  it('shows the exchange of the newest chain that has one, and leaves typing to choose', async () => {
    const host = fakeHost();
    const srp = { id: 's', parent: null, answers: 'USER_SRP_AUTH', outcome: challenge('PASSWORD_VERIFIER') };
    host.addChain(
      story([{ ...srp, answers: 'USER_AUTH', outcome: challenge('SMS_OTP', 's') }], { chainId: 'plain' }),
    );
    host.addChain(story([srp], { chainId: 'proof' }));
    const { page } = await mounted('srp', host);
    await flushPromises();
    const asked = () =>
      (host.calls.findLast(({ name }) => name === 'lens.srp')?.input as { from: object }).from;
    expect(asked()).toEqual({ kind: 'step', chainId: 'proof', stepId: 's' });
    expect(page.findAll('option').map((option) => option.attributes('value'))).toEqual(['proof', 'typed']);
    await page.get('select').setValue('typed');
    await flushPromises();
    expect(asked()).toEqual({ kind: 'typed', values: {} });
    expect(page.findAll('form label').map((label) => label.text())).toContain('SRP_B');
  });

  it('looks into chains of earlier runs for an exchange', async () => {
    const srp = { id: 's', parent: null, answers: 'USER_SRP_AUTH', outcome: challenge('PASSWORD_VERIFIER') };
    const head = {
      ...{ chainId: 'kept', at: STORY_START, username: 'ann', flow: 'USER_SRP_AUTH' },
      ...{ targetName: 'staging', status: 'waiting' as const },
    };
    const host = fakeHost(
      {},
      {
        'chains.list': async () => [head],
        'chain.events': async () => story([srp], { chainId: 'kept' }),
      },
    );
    const { page } = await mounted('srp', host);
    await flushPromises();
    expect(page.findAll('option').map((option) => option.attributes('value'))).toEqual(['kept', 'typed']);
  });

  it('tries names one a line, with the typed secret', async () => {
    const { page, host } = await mounted('secret-hash');
    const field = (label: string) => {
      const id = page
        .findAll('label')
        .find((one) => one.text().startsWith(label))
        ?.attributes('for');
      return page.get(`[id="${id}"]`);
    };
    await field('SECRET_HASH').setValue('x');
    await field('App client ID').setValue('c');
    await field('Names to try').setValue('ann\nbob');
    await page.get('form').trigger('submit');
    await flushPromises();
    expect(host.calls.findLast(({ name }) => name === 'lens.secretHash')?.input).toEqual({
      hash: 'x',
      clientId: 'c',
      clientSecret: '',
      names: ['ann', 'bob'],
    });
    expect(page.get('[aria-label="Result"]').text()).toContain('None made it.');
  });

  it('measures nothing before something was answered, then by its Date headers', async () => {
    const { page, host } = await mounted('clock');
    expect(page.text()).toContain('Nothing measured yet');
    host.addChain(
      story(
        [
          {
            id: 'a',
            parent: null,
            answers: 'USER_SRP_AUTH',
            took: 80,
            outcome: challenge('SMS_MFA', 's'),
            response: { serverDate: STORY_START + 90_000 },
          },
        ],
        { target: storyTarget },
      ),
    );
    await flushPromises();
    expect(page.get('[aria-label="Clock skew"]').text()).toContain(
      'The server’s clock is 1 min 30 s ahead of ours, ± 540 ms',
    );
    expect(page.text()).toContain('This computer is behind the server.');
  });
});
