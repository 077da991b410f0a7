import { flushPromises } from '@vue/test-utils';
import { describe, expect, it } from 'vitest';
import type { AwsAsk } from '@core/contract/aws.ts';
import { fakeAws } from '../../testing/fake-aws.ts';
import { fakeHost, type FakeHost } from '../../testing/fake-host.ts';
import { mountWithHost } from '../../testing/mount-with-host.ts';
import MfaDialog from './MfaDialog.vue';
import { wordsOf } from '../../testing/words-of.ts';

const ask: AwsAsk = {
  ...{ askId: 'ask-1', profile: 'admin', serial: 'arn:aws:iam::111122223333:mfa/kim', again: false },
};

function hostAsking(asks: readonly AwsAsk[]): FakeHost {
  const host = fakeHost();
  Object.assign(host.handlers, fakeAws(host.tell, {}, asks));
  return host;
}
const dialog = (): HTMLElement | null => document.querySelector<HTMLElement>('[role="dialog"]');
const told = (host: FakeHost): unknown => host.calls.find(({ name }) => name === 'aws.tell')?.input;
async function type(text: string): Promise<void> {
  const input = dialog()?.querySelector('input');
  if (!input) throw new Error('no input');
  input.value = text;
  input.dispatchEvent(new Event('input', { bubbles: true }));
  await flushPromises();
  dialog()
    ?.querySelector('form')
    ?.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
  await flushPromises();
}

describe('MfaDialog', () => {
  it('is not there until a code is waited for, then names profile and device', async () => {
    const { host } = await mountWithHost(MfaDialog, { host: hostAsking([]) });
    expect(dialog()).toBeNull();
    host.tell({ type: 'aws.asks', asks: [ask] });
    await flushPromises();
    expect(dialog()?.textContent).toContain('The profile admin assumes a role');
    expect(dialog()?.textContent).toContain('arn:aws:iam::111122223333:mfa/kim');
  });

  it('shows one that is waited for since before the page was there, and sends its code', async () => {
    const { host } = await mountWithHost(MfaDialog, { host: hostAsking([ask]) });
    await type('49201');
    expect(dialog()?.textContent).toContain('The device shows six digits.');
    expect(told(host)).toBeUndefined();
    await type('492 017');
    expect(told(host)).toEqual({ askId: 'ask-1', code: '492017' });
    expect(dialog()).toBeNull();
  });

  it('says that AWS refused the last code', async () => {
    const { host } = await mountWithHost(MfaDialog, { host: hostAsking([ask]) });
    host.tell({ type: 'aws.asks', asks: [{ ...ask, askId: 'ask-2', again: true }] });
    await flushPromises();
    expect(dialog()?.textContent).toContain('AWS refused that code.');
    expect(dialog()?.querySelector('input')?.value).toBe('');
  });

  it('closed without a code says that there is none', async () => {
    const { host } = await mountWithHost(MfaDialog, { host: hostAsking([ask]) });
    [...(dialog()?.querySelectorAll('button') ?? [])].find((button) => wordsOf(button) === 'Cancel')?.click();
    await flushPromises();
    expect(told(host)).toEqual({ askId: 'ask-1', code: null });
  });
});
