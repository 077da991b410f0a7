import type { Result } from '@core/contract.ts';
import { flushPromises } from '@vue/test-utils';
import { describe, expect, it } from 'vitest';
import { useHarm } from '../../stores/harm.ts';
import { mountWithHost } from '../../testing/mount-with-host.ts';
import HarmConfirm from './HarmConfirm.vue';
import { wordsOf } from '../../testing/words-of.ts';

const REFUSED: Result<string> = {
  ok: false,
  error: { code: 'HARM_UNCONFIRMED', detail: 'Shop EU is marked production. A wrong answer counts.' },
};
const dialog = () => document.querySelector('[role="dialog"]');
const button = (text: string) =>
  [...document.querySelectorAll<HTMLButtonElement>('[role="dialog"] button')].find(
    (one) => wordsOf(one) === text,
  );

/** What the host would be sent, and what came of it. */
async function guarded() {
  await mountWithHost(HarmConfirm);
  const sent: object[] = [];
  const result = useHarm().guarded('Shop EU', async (confirmed): Promise<Result<string>> => {
    sent.push(confirmed);
    return 'confirmed' in confirmed ? { ok: true, value: 'gone' } : REFUSED;
  });
  await flushPromises();
  return { sent, result };
}

describe('HarmConfirm', () => {
  it('sends again once the target’s name was typed', async () => {
    const { sent, result } = await guarded();
    expect(dialog()?.textContent).toContain('A wrong answer counts.');
    const input = document.querySelector<HTMLInputElement>('[role="dialog"] input');
    if (!input) throw new Error('nothing to type into');
    expect(button('Send')?.disabled).toBe(true);
    input.value = 'Shop EU';
    input.dispatchEvent(new Event('input'));
    await flushPromises();
    button('Send')?.click();
    expect(await result).toEqual({ ok: true, value: 'gone' });
    expect(sent).toEqual([{}, { confirmed: 'Shop EU' }]);
    await flushPromises();
    expect(dialog()).toBeNull();
  });

  it('has the name typed anew for each question, also for one that takes another’s place', async () => {
    const { result } = await guarded();
    const input = () => document.querySelector<HTMLInputElement>('[role="dialog"] input');
    const before = input();
    if (!before) throw new Error('nothing to type into');
    before.value = 'Shop EU';
    before.dispatchEvent(new Event('input'));
    await flushPromises();
    expect(button('Send')?.disabled).toBe(false);
    const next = useHarm().guarded('Shop EU', async () => REFUSED);
    expect(await result).toBe(REFUSED);
    await flushPromises();
    expect(input()?.value).toBe('');
    expect(button('Send')?.disabled).toBe(true);
    button('Cancel')?.click();
    expect(await next).toBe(REFUSED);
  });

  it('sends nothing more when it is declined', async () => {
    const { sent, result } = await guarded();
    button('Cancel')?.click();
    expect(await result).toBe(REFUSED);
    expect(sent).toEqual([{}]);
  });

  it('asks nothing where the host sends at once, or refuses for another reason', async () => {
    await mountWithHost(HarmConfirm);
    const harm = useHarm();
    const other: Result<string> = { ok: false, error: { code: 'FLOW_UNKNOWN', detail: '' } };
    expect(await harm.guarded('x', async () => ({ ok: true, value: 'gone' }))).toMatchObject({ ok: true });
    expect(await harm.guarded('x', async () => other)).toBe(other);
    await flushPromises();
    expect(dialog()).toBeNull();
  });
});
