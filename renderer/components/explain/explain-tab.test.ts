import { chainOf, type Chain } from '@core/chain/model.ts';
import { challenge, refused, story } from '@core/chain/testing/story.ts';
import type { ExplainedCause } from '@core/contract/explain.ts';
import { flushPromises } from '@vue/test-utils';
import { describe, expect, it } from 'vitest';
import { fakeHost } from '../../testing/fake-host.ts';
import { mountWithHost } from '../../testing/mount-with-host.ts';
import ErrorCard from '../error/ErrorCard.vue';
import ExplainTab from './ExplainTab.vue';

const events = story([
  { id: 'a', parent: null, answers: 'USER_SRP_AUTH', outcome: challenge('PASSWORD_VERIFIER') },
  {
    id: 'b',
    parent: 'a',
    answers: 'PASSWORD_VERIFIER',
    outcome: refused('NotAuthorizedException', 'Incorrect username or password.'),
  },
]);
const shown = (): Chain => {
  const chain = chainOf(events);
  if (!chain) throw new Error('the story did not start a chain');
  return chain;
};

const padded: ExplainedCause = {
  id: 'timestamp-padded',
  title: 'The day of TIMESTAMP is padded',
  verdict: 'in',
  because: 'TIMESTAMP is “Tue Sep 08 …”.',
  test: 'TIMESTAMP is written anew.',
  fix: {
    label: 'Send TIMESTAMP as Cognito writes it',
    how: 'replay',
    changes: [
      { key: 'TIMESTAMP', before: 'Tue Sep 08', after: 'Tue Sep 8' },
      { key: 'Session', after: 'AYAB… 1,563 chars' },
      { key: 'CODE', before: '••••••', beforeFrom: 'typed', after: '••••••', afterFrom: 'the code of now' },
    ],
  },
};
const open: ExplainedCause = {
  id: 'password-wrong',
  title: 'The password is wrong',
  verdict: 'unknown',
  because: 'No password is known.',
};
const out: ExplainedCause = {
  id: 'custom-ended',
  title: 'The trigger ended it',
  verdict: 'out',
  because: 'No custom sign-in.',
};

async function mounted(
  component: typeof ErrorCard | typeof ExplainTab,
  causes: readonly ExplainedCause[],
  more = {},
) {
  const host = fakeHost({}, { 'step.explain': async () => ({ causes }) });
  host.addChain(events);
  const chain = shown();
  const made = await mountWithHost(component, { host, props: { chain, step: chain.steps[1], ...more } });
  await flushPromises();
  return made;
}

describe('the Explain tab', () => {
  it('says what happened, then why by evidence, and folds what is ruled out', async () => {
    const { page } = await mounted(ExplainTab, [padded, open, out]);
    const headings = page.findAll('h3').map((heading) => heading.text());
    expect(headings).toEqual(['NotAuthorizedException', 'What the evidence says', 'What can’t be told']);
    expect(page.text()).toContain('TIMESTAMP is “Tue Sep 08 …”.');
    expect(page.text()).not.toContain('The trigger ended it');
    await page.get('button[aria-expanded="false"][aria-controls]').trigger('click');
    const fold = page.findAll('button').find((button) => button.text().startsWith('Ruled out: 1'));
    await fold?.trigger('click');
    expect(page.text()).toContain('The trigger ended it');
  });

  it('opens the first with its check and what its fix changes', async () => {
    const { page } = await mounted(ExplainTab, [padded, open]);
    expect(page.text()).toContain('Check: TIMESTAMP is written anew.');
    const rows = page.findAll('tbody tr').map((row) => row.findAll('th, td').map((cell) => cell.text()));
    expect(rows).toEqual([
      ['TIMESTAMP', 'Tue Sep 08', 'Tue Sep 8'],
      ['Session', 'left out', 'AYAB… 1,563 chars'],
      ['CODE', 'typed', 'the code of now'],
    ]);
  });

  it('fixes and resends by the cause that was pressed, once', async () => {
    const { page, host } = await mounted(ExplainTab, [padded, open]);
    const button = page.findAll('button').find((one) => one.text() === 'Fix and resend');
    await button?.trigger('click');
    await button?.trigger('click');
    await flushPromises();
    const fixes = host.calls.filter(({ name }) => name === 'step.fixAndResend');
    expect(fixes.map(({ input }) => input)).toEqual([
      { chainId: 'chain-1', stepId: 'b', cause: 'timestamp-padded' },
    ]);
  });
});

describe('a fix', () => {
  it('waits for whatever steps the chain on', async () => {
    const { page, host } = await mounted(ExplainTab, [padded, open]);
    const disabled = () =>
      page
        .findAll('button')
        .find((one) => one.text() === 'Fix and resend')
        ?.attributes('disabled');
    expect(disabled()).toBeUndefined();
    const doing = { kind: 'sending', name: 'PASSWORD_VERIFIER', mended: true } as const;
    host.tell({ type: 'run.changed', state: { chainId: 'chain-1', doing } });
    await flushPromises();
    expect(disabled()).toBeDefined();
    host.tell({ type: 'run.changed', state: { chainId: 'chain-1' } });
    await flushPromises();
    expect(disabled()).toBeUndefined();
  });
});

describe('the card under the chain', () => {
  it('shows the cause that was found with its evidence, and its fix as main action', async () => {
    const { page } = await mounted(ErrorCard, [padded, open], { brief: true, actions: [] });
    expect(page.get('.cause').text()).toContain('The day of TIMESTAMP is padded.');
    expect(page.get('.cause').text()).toContain('Send TIMESTAMP as Cognito writes it.');
    expect(page.get('.actions button').text()).toContain('Fix and resend');
  });
  it('has one primary button: the fix, or what to do, and none in the inspector or where trying is all', async () => {
    const start = { kind: 'start', label: 'Start again' } as const;
    const primary = async (causes: readonly ExplainedCause[], more: object) =>
      (await mounted(ErrorCard, causes, more)).page.findAll('button.primary').map((button) => button.text());
    expect(await primary([padded], { brief: true, actions: [start] })).toEqual([
      expect.stringContaining('Fix and resend'),
    ]);
    expect(await primary([open], { brief: true, actions: [start] })).toEqual(['Start again']);
    const trying = [{ kind: 'try', label: 'Try again' }];
    expect(await primary([open], { brief: true, actions: trying })).toEqual([]);
    expect(await primary([padded], { actions: [start] })).toEqual([]);
    expect((await mounted(ExplainTab, [padded, open])).page.find('button.primary').exists()).toBe(false);
  });
  it('says what to do about a cause that nothing here mends, in place of the catalogue’s advice', async () => {
    const clock: ExplainedCause = {
      ...{ id: 'clock-skew', title: 'The clock is off', verdict: 'in', because: 'It is an hour behind.' },
      advice: 'Set this computer’s clock.',
    };
    const { page } = await mounted(ErrorCard, [clock], { brief: true, actions: [] });
    expect(page.text()).toContain('Next: Set this computer’s clock.');
    expect(page.text()).not.toContain('Try:');
    expect((await mounted(ExplainTab, [clock])).page.text()).toContain('Next: Set this computer’s clock.');
  });
  it('shows the catalogue’s advice where nothing was found', async () => {
    const { page } = await mounted(ErrorCard, [open, out], { brief: true, actions: [] });
    expect(page.find('.cause').exists()).toBe(false);
    expect(page.text()).toContain('Try:');
    expect(page.findAll('button').map((button) => button.text())).toEqual(['Details']);
  });
  it('waits with the fix until it can work', async () => {
    const later = {
      ...padded,
      fix: { label: 'Later', how: 'replay' as const, changes: [], readyAt: Date.now() + 9_000 },
    };
    const { page } = await mounted(ErrorCard, [later], { brief: true, actions: [] });
    const button = page.get('.actions button');
    expect(button.text()).toMatch(/^Fix and resend in \d+(\.\d)? s/);
    expect(button.attributes('disabled')).toBeDefined();
  });
});
