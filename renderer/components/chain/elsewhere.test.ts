import type { ChainEvent } from '@core/chain/event.ts';
import { challenge, story } from '@core/chain/testing/story.ts';
import type { Handlers } from '@core/contract.ts';
import { flushPromises } from '@vue/test-utils';
import { describe, expect, it } from 'vitest';
import { fakeHost } from '../../testing/fake-host.ts';
import { mountWithHost } from '../../testing/mount-with-host.ts';
import ChainView from '../../views/ChainView.vue';
import { wordsOf } from '../../testing/words-of.ts';

const asked = { id: 'a', parent: null, answers: 'USER_SRP_AUTH', outcome: challenge('SMS_MFA', 's1') };

/** The chain's log, with more said of how it began. */
function log(more: object): ChainEvent[] {
  return story([asked]).map((event) => (event.type === 'chain.started' ? { ...event, ...more } : event));
}
const imported = { imported: { kind: 'har', name: 'ticket-4711.har', place: 'entry 12' } };

async function shown(events: readonly ChainEvent[], over: Partial<Handlers> = {}) {
  const host = fakeHost({}, { 'chain.totp': async () => null, ...over });
  host.addChain(events);
  return mountWithHost(ChainView, { host, route: '/chains/chain-1', props: { id: 'chain-1' } });
}
const buttons = (root: ParentNode) => [...root.querySelectorAll('button')].map((button) => wordsOf(button));
function press(text: string): void {
  const button = [...document.querySelectorAll('button')].find(({ textContent }) =>
    textContent.trim().startsWith(text),
  );
  button?.click();
}

describe('an imported chain', () => {
  it('can’t be answered, stepped, forked or started again, and says why it can’t be adopted', async () => {
    const { page } = await shown(log(imported), {
      'chain.adoptable': async () => ({ why: 'The Session of SMS_MFA ran out.' }),
    });
    const banner = page.get('[aria-label="Imported, read-only."]');
    expect(banner.text()).toContain('ticket-4711.har · entry 12');
    expect(banner.text()).toContain('ran out');
    expect(page.find('[aria-label="Answer SMS_MFA"]').exists()).toBe(false);
    expect(page.text()).toContain('was left open where this came from');
    expect(page.text()).not.toContain('Adopt the chain');
    for (const verb of ['Start again', 'Adopt', 'Step', 'Fork here'])
      expect(buttons(document)).not.toContain(verb);
  });

  it('is adopted at once where one target fits, else that is asked', async () => {
    const targets = [
      { id: 't1', name: 'staging', fits: true },
      { id: 't2', name: 'other', fits: false },
    ];
    const one = await shown(log(imported), {
      'chain.adoptable': async () => ({ stepId: 'a', name: 'SMS_MFA', targets }),
    });
    press('Adopt');
    await flushPromises();
    expect(one.host.calls).toContainEqual({
      name: 'chain.adopt',
      input: { chainId: 'chain-1', targetId: 't1' },
    });
    one.page.unmount();

    const none = await shown(log(imported), {
      'chain.adoptable': async () => ({ stepId: 'a', name: 'SMS_MFA', targets: targets.slice(1) }),
    });
    press('Adopt');
    await flushPromises();
    expect(none.host.calls.some(({ name }) => name === 'chain.adopt')).toBe(false);
    expect(document.querySelector('[role="dialog"]')?.textContent).toContain('Another app client');
  });
});

describe('reproducing', () => {
  it('asks for what is missing by its name, and for a production target first', async () => {
    let confirmed: string | undefined;
    const { host } = await shown(log(imported), {
      'chain.reproducible': async () => ({
        steps: 1,
        needs: [{ key: 'PASSWORD', label: 'Password', secret: true, at: 'PASSWORD_VERIFIER' }],
      }),
      'chain.reproduce': async (input) => {
        confirmed = input.confirmed;
        return confirmed === undefined
          ? { ask: { tries: 2, messages: 1, username: 'ann', typed: 'live' } }
          : { chainId: 'chain-1' };
      },
    });
    press('Reproduce');
    await flushPromises();
    const dialog = document.querySelector('[role="dialog"]');
    const password = dialog?.querySelector<HTMLInputElement>('input[type="password"]');
    if (!password) throw new Error('no field for the password');
    password.value = 'given';
    password.dispatchEvent(new Event('input'));
    press('Run again');
    await flushPromises();
    expect(host.calls.findLast(({ name }) => name === 'chain.reproduce')?.input).toMatchObject({
      chainId: 'chain-1',
      given: { PASSWORD: 'given' },
    });
    expect(document.body.textContent).toContain('2 answers may count as failed on ann');
    expect(confirmed).toBeUndefined();
  });

  it('shows the verdict, and goes on where it stopped', async () => {
    const { page, host } = await shown(log({ reproduces: 'chain-0' }), {
      'reproduction.verdict': async () => ({
        kind: 'stopped',
        because: 'PASSWORD is needed at step 2 of 2.',
        done: 1,
        of: 2,
      }),
    });
    const banner = page.get('[aria-label="Reproduction: stopped."]');
    expect(banner.text()).toContain('PASSWORD is needed');
    press('Go on');
    await flushPromises();
    expect(host.calls).toContainEqual({ name: 'reproduction.goOn', input: { chainId: 'chain-1' } });
  });

  it('does not call the same what it could not compare', async () => {
    const { page } = await shown(log({ reproduces: 'chain-0' }), {
      'reproduction.verdict': async () => ({
        kind: 'unknown',
        because: 'Nothing could be compared: the source holds no answer. It ended in TOKENS now.',
        done: 1,
        of: 1,
      }),
    });
    const banner = page.get('[aria-label="Reproduction: can’t tell."]');
    expect(banner.text()).toContain('Nothing could be compared');
    expect(banner.classes()).toContain('guard');
  });
});
