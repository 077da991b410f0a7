import { challenge, refused, story, type StoryStep } from '@core/chain/testing/story.ts';
import type { Handlers, RunState } from '@core/contract.ts';
import { flushPromises } from '@vue/test-utils';
import { beforeEach, describe, expect, it } from 'vitest';
import { useActionKeys } from '../../actions/use-action-keys.ts';
import { defineComponent, h } from 'vue';
import { fakeHost, type FakeHost } from '../../testing/fake-host.ts';
import { sandboxTarget } from '../../testing/fixtures.ts';
import { mountWithHost, type Mounted } from '../../testing/mount-with-host.ts';
import { toasts } from '../../ui/toasts.ts';
import ChainView from '../../views/ChainView.vue';
import { wayToChain } from '../chain/way-to-chain.ts';

const first: StoryStep = {
  id: 'a',
  parent: null,
  answers: 'USER_PASSWORD_AUTH',
  outcome: challenge('SMS_MFA', 's1'),
};
const wrong: StoryStep = {
  id: 'b',
  parent: 'a',
  answers: 'SMS_MFA',
  outcome: refused('CodeMismatchException'),
};
const right: StoryStep = {
  id: 'c',
  parent: 'a',
  answers: 'SMS_MFA',
  outcome: { kind: 'tokens', newDevice: false },
};

const Page = defineComponent({
  setup() {
    useActionKeys();
    return () => h(ChainView, { id: 'chain-1' });
  },
});

let host: FakeHost;
let page: Mounted['page'];
let router: Mounted['router'];

async function open(steps: readonly StoryStep[], over: Partial<Handlers> = {}): Promise<void> {
  host = fakeHost({}, { 'chain.totp': async () => null, ...over });
  // As in life: what was asked a moment ago has a Session that still lives.
  const shift = Date.now() - 2_000 - Date.UTC(2026, 8, 8, 9, 5, 7);
  const about = { target: { ...sandboxTarget }, flow: 'USER_PASSWORD_AUTH', username: 'bob' };
  host.addChain(story(steps, about).map((event) => ({ ...event, at: event.at + shift })));
  ({ page, router } = await mountWithHost(Page, { host }));
}
async function press(key: string, more: KeyboardEventInit = {}): Promise<void> {
  window.dispatchEvent(new KeyboardEvent('keydown', { key, cancelable: true, ...more }));
  await flushPromises();
}
async function tell(state: Omit<RunState, 'chainId'>): Promise<void> {
  host.tell({ type: 'run.changed', state: { chainId: 'chain-1', ...state } });
  await flushPromises();
}
const asked = (name: string) => host.calls.filter((call) => call.name === name).map(({ input }) => input);
const field = () => page.find<HTMLInputElement>('[data-answer="field"]');
const why = () => page.find('[aria-label="Why the run stopped"]');
const bar = () => page.find('[role="toolbar"][aria-label="Run"]');

describe('the debugger’s bar', () => {
  beforeEach(() => open([first]));

  it('runs what stands in the form, as far as the key says', async () => {
    await field().setValue('492017');
    await press('F10');
    await press('F5');
    const answer = { name: 'SMS_MFA', inputs: { SMS_MFA_CODE: '492017' }, responses: {}, members: {} };
    expect(asked('run.start')).toEqual([
      { chainId: 'chain-1', until: { kind: 'step' }, parentId: 'a', answer },
      { chainId: 'chain-1', until: { kind: 'end' }, parentId: 'a', answer },
    ]);
  });

  it('puts progress in the form’s place, and the form back when the run stops', async () => {
    await field().setValue('');
    await tell({ doing: { kind: 'waiting', why: 'totp', name: 'SMS_MFA', at: Date.now() + 9_000 } });
    expect(page.find('[aria-label="Run"][role="group"]').text()).toMatch(/next TOTP code.*(8|9) s/);
    expect(field().exists()).toBe(false);
    await press('F5', { shiftKey: true });
    expect(asked('run.stop')).toEqual([{ chainId: 'chain-1' }]);
    await tell({ stopped: { kind: 'missing', text: 'SMS_MFA_CODE is needed', stepId: 'a' } });
    expect(why().text()).toBe('SMS_MFA_CODE is needed');
    expect(document.activeElement).toBe(field().element);
  });

  it('fills the form with the answer that was held back', async () => {
    const answer = { name: 'SMS_MFA', inputs: { SMS_MFA_CODE: '123456' }, responses: {}, members: {} };
    await tell({
      stopped: { kind: 'paused', text: 'Paused before sending: SMS_MFA', stepId: 'a', answer },
    });
    expect(field().element.value).toBe('123456');
  });

  it('shows what is held byte by byte, and lets it go as far as the key says, or drops it', async () => {
    const preview = await host.handlers['request.preview']({
      targetId: 'sandbox',
      answer: { name: 'USER_SRP_AUTH', inputs: {}, responses: {}, members: {} },
    });
    const group = () => page.find('[role="group"][aria-label="Run"]');
    await tell({ doing: { kind: 'held', operation: 'InitiateAuth', name: 'USER_SRP_AUTH', preview } });
    expect(group().text()).toContain('Held before sending USER_SRP_AUTH');
    expect(group().find('[aria-label="Exact bytes of the request"]').text()).toContain(preview.requestLine);
    expect(field().exists()).toBe(false);
    await press('F10');
    await press('F5');
    const letGo = group()
      .findAll('button')
      .find((button) => button.text().startsWith('Let it go'));
    await letGo?.trigger('click');
    const { chainId } = { chainId: 'chain-1' };
    expect(asked('run.goOn')).toEqual([
      { chainId, until: { kind: 'step' } },
      { chainId, until: { kind: 'end' } },
      { chainId },
    ]);
    expect(asked('run.start')).toEqual([]);
    await press('F5', { shiftKey: true });
    expect(asked('run.stop')).toEqual([{ chainId }]);
    await tell({ doing: { kind: 'held', operation: 'InitiateAuth', name: 'USER_SRP_AUTH' } });
    expect(group().text()).toContain('It is too long to be shown.');
  });

  it('forgets why a run stopped once something is sent by hand', async () => {
    await tell({ stopped: { kind: 'breakpoint', text: 'Stopped at breakpoint: SMS_MFA', stepId: 'a' } });
    expect(why().text()).toBe('Stopped at breakpoint: SMS_MFA');
    await field().setValue('492017');
    await page.find('.foot button.primary').trigger('click');
    await flushPromises();
    expect(why().exists()).toBe(false);
  });

  it('sends nothing while the JSON on screen can’t be read, and says why', async () => {
    await page.find<HTMLInputElement>('textarea[aria-label="Request body, JSON"]').setValue('{');
    await press('F10');
    expect(asked('run.start')).toEqual([]);
    expect(toasts.value.at(-1)?.text).toMatch(/^Not sent\. Line 1/);
  });

  it('takes what was frozen along, and can be undone to what was typed before', async () => {
    await field().setValue('492017');
    const frozen = { '/ChallengeResponses/SECRET_HASH': 'then' };
    const answer = {
      name: 'SMS_MFA',
      inputs: { SMS_MFA_CODE: '123456' },
      responses: {},
      members: {},
      frozen,
    };
    await tell({ stopped: { kind: 'paused', text: 'Paused before sending: SMS_MFA', stepId: 'a', answer } });
    await press('F10');
    expect(asked('run.start')).toMatchObject([{ answer }]);
    await press('z', { ctrlKey: true });
    expect(field().element.value).toBe('492017');
  });

  it('switches the pause', async () => {
    await press('F8');
    expect(asked('run.setSettings')).toEqual([{ pauseBeforeSending: true }]);
    expect(bar().find('[aria-label="Pause before sending"]').attributes('aria-pressed')).toBe('true');
  });
});

describe('a breakpoint', () => {
  it('is set on the error of the selected step, and taken away again', async () => {
    await open([first, wrong]);
    await press('F9');
    expect(host.state.run.breakpoints).toEqual([
      { on: 'error', name: 'CodeMismatchException', enabled: true },
    ]);
    expect(bar().find('[aria-label="Breakpoints, 1 set"]').exists()).toBe(true);
    await press('F9');
    expect(host.state.run.breakpoints).toEqual([]);
  });
});

describe('a fork', () => {
  it('is live after a wrong code, and its answer says so', async () => {
    await open([first, wrong]);
    await press('f', { ctrlKey: true, shiftKey: true });
    expect(asked('chain.fork')).toEqual([{ chainId: 'chain-1', stepId: 'b', kind: 'live' }]);
    expect(page.text()).toContain('Live fork of step 2');
    // A run that goes on from here says it, too.
    await press('F5');
    expect(asked('run.start')).toMatchObject([{ parentId: 'a', branch: { kind: 'live', of: 'b' } }]);
    await field().setValue('492017');
    await page.find('.foot button.primary').trigger('click');
    await flushPromises();
    expect(asked('chain.answer')).toMatchObject([{ parentId: 'a', branch: { kind: 'live', of: 'b' } }]);
    expect(page.text()).not.toContain('Live fork of step 2');
  });

  it('is a replay once tokens came, and is given up by a button', async () => {
    await open([first, right]);
    await press('f', { ctrlKey: true, shiftKey: true });
    expect(asked('chain.fork')).toEqual([{ chainId: 'chain-1', stepId: 'c', kind: 'replay' }]);
    expect(page.text()).toContain('Replay fork of step 2');
    const drop = page.findAll('button').find((button) => button.text() === 'Give up the fork');
    await drop?.trigger('click');
    expect(page.text()).not.toContain('Replay fork of step 2');
    expect(field().exists()).toBe(false);
  });

  it('of the first step begins the chain again, inside it', async () => {
    await open([first]);
    await press('f', { ctrlKey: true, shiftKey: true });
    expect(page.find('[aria-label="Begin again with USER_PASSWORD_AUTH"]').exists()).toBe(true);
    await page.find('.foot button.primary').trigger('click');
    await flushPromises();
    expect(asked('chain.restart')).toMatchObject([
      { chainId: 'chain-1', branch: { kind: 'replay', of: 'a' } },
    ]);
  });

  it('whose replay came out otherwise leaves the chain as it is, and says where', async () => {
    const stop = { kind: 'differs', text: 'The replay differs at step 1: SMS_MFA then, TOKENS now' } as const;
    const answer = { name: 'SMS_MFA', inputs: {}, responses: {}, members: {} };
    await open([first, right], { 'chain.fork': async () => ({ kind: 'replay', answer, stop }) });
    await press('f', { ctrlKey: true, shiftKey: true });
    await tell({ stopped: stop });
    expect(why().text()).toBe(stop.text);
    expect(page.text()).not.toContain('Replay fork of');
  });
});

describe('several open challenges', () => {
  const again: readonly StoryStep[] = [
    { ...first, id: 'a2', replays: 'a', outcome: challenge('EMAIL_OTP', 's2') },
  ];

  it('are rows of their own; the one that is selected is answered', async () => {
    await open([first, wrong, ...again]);
    const names = () => page.findAll('[role="option"]').map((row) => row.find('.visually-hidden').text());
    expect(names().slice(3)).toEqual([
      'SMS_MFA, waiting for an answer',
      'EMAIL_OTP, replay fork, waiting for an answer',
    ]);
    expect(page.find('[aria-label="Answer EMAIL_OTP"]').exists()).toBe(true);
    await page.findAll('[role="option"]')[3]?.trigger('click');
    expect(page.find('[aria-label="Answer SMS_MFA"]').exists()).toBe(true);
    // A step of a branch stands for it.
    await page.findAll('[role="option"]')[2]?.trigger('click');
    expect(page.find('[aria-label="Answer EMAIL_OTP"]').exists()).toBe(true);
  });

  it('keep what was typed for each', async () => {
    await open([first, wrong, ...again]);
    await field().setValue('11112222');
    await page.findAll('[role="option"]')[0]?.trigger('click');
    await flushPromises();
    await field().setValue('492017');
    await page.findAll('[role="option"]')[2]?.trigger('click');
    await flushPromises();
    expect(field().element.value).toBe('11112222');
  });
});

describe('a first request that is held', () => {
  const held = { kind: 'held', operation: 'InitiateAuth', name: 'USER_PASSWORD_AUTH' } as const;
  async function begin(from: string): Promise<void> {
    await open([]);
    await router.push(from);
    await wayToChain(router)('chain-1');
    await tell({ doing: held });
  }
  async function remove(): Promise<void> {
    await tell({});
    host.state.chains.delete('chain-1');
    host.tell({ type: 'chain.removed', chainId: 'chain-1' });
    await flushPromises();
  }

  it('goes to the form of a new chain where no page of this window began it, as one that is reproduced', async () => {
    // Of all tests the first one with such a chain: the window forgets no beginning.
    await open([]);
    await router.push('/chains/chain-1');
    await tell({ doing: held });
    const heading: unknown[] = [];
    router.beforeEach(({ name }) => void heading.push(name));
    await remove();
    expect(heading).toEqual(['new']);
    expect(toasts.value).toHaveLength(1);
  });

  it('goes back to where it was begun once it is dropped, and says so', async () => {
    await begin('/sandbox/users');
    expect(router.currentRoute.value.name).toBe('chain');
    await remove();
    expect(router.currentRoute.value.fullPath).toBe('/sandbox/users');
    expect(toasts.value.map(({ text }) => text)).toEqual([
      'USER_PASSWORD_AUTH was dropped: nothing was sent',
    ]);
  });

  it('leaves a chain that was sent and is removed later where it is', async () => {
    await begin('/');
    await tell({});
    const about = { target: sandboxTarget, flow: 'USER_PASSWORD_AUTH', username: 'bob' };
    for (const event of story([first], about).slice(1))
      host.tell({ type: 'chain.event', chainId: 'chain-1', event });
    await flushPromises();
    await remove();
    expect(router.currentRoute.value.name).toBe('chain');
    expect(page.text()).toContain('This chain is not here');
    expect(toasts.value).toEqual([]);
  });
});
