import type { Field } from '@core/form/form.ts';
import { flushPromises } from '@vue/test-utils';
import { describe, expect, it, vi } from 'vitest';
import { mountWithHost } from '../../testing/mount-with-host.ts';
import { sampleDevice, sampleSeed } from '../../testing/sample-things.ts';
import AnswerField from './AnswerField.vue';
import { brokenRule } from './field-rules.ts';
import TotpChip from './TotpChip.vue';

const WAIT = { timeout: 10_000, interval: 10 };

const field: Field = {
  key: 'DEVICE_KEY',
  label: 'Device key',
  kind: 'text',
  required: false,
  remember: 'DEVICE_KEY',
  thing: 'device',
  pattern: { source: '^x$', hint: 'an x' },
};

const items = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>('[role^="menuitem"]')];
/** Opens a menu once the one before has gone. */
async function open(selector: string): Promise<HTMLElement[]> {
  await vi.waitFor(() => expect(items()).toEqual([]), WAIT);
  document.querySelector<HTMLElement>(selector)?.focus();
  document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
  await vi.waitFor(() => expect(items()).not.toEqual([]), WAIT);
  return items();
}
async function take(item: HTMLElement | undefined): Promise<void> {
  if (item === undefined) throw new Error('no such item');
  item.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
  await flushPromises();
}
const saying = (all: readonly HTMLElement[], words: string) =>
  all.find((item) => item.textContent?.includes(words));

describe('a field that a thing of the vault may fill', () => {
  it('says which the host takes, and gives another, none or a typed one', async () => {
    const props = { field, picks: [sampleDevice], modelValue: '' };
    const { page } = await mountWithHost(AnswerField, { props });
    expect(page.text()).toContain('kept: Laptop in the vault');
    const said = () => page.emitted('update:modelValue')?.at(-1);
    await take(saying(await open('[aria-label="Choose: Device key"]'), 'Laptop'));
    expect(said()).toEqual(['thing:device']);
    await take(saying(await open('[aria-label="Choose: Device key"]'), 'None'));
    expect(said()).toEqual(['thing:none']);
    await page.setProps({ modelValue: 'thing:none' });
    expect(page.text()).toContain('none: nothing is sent');
    await take(saying(await open('[aria-label="Choose: Device key"]'), 'Type another'));
    await flushPromises();
    expect(said()).toEqual(['']);
    await page.setProps({ modelValue: '' });
    expect(page.find('input').exists()).toBe(true);
  });

  it('is not measured by the rule of what is typed', () => {
    expect(brokenRule(field, 'thing:device')).toBeUndefined();
    expect(brokenRule(field, 'y')).toBe('Expected: an x.');
    expect(brokenRule({ ...field, thing: undefined } as unknown as Field, 'thing:device')).toBeDefined();
  });
});

describe('the TOTP chip', () => {
  const totp = {
    code: '492017',
    seconds: 18,
    period: 30,
    from: 'Phone in the vault',
    thing: 'seed',
    aheadMs: -62_000,
    steps: [
      { offset: -1, code: '118302', used: true, seconds: 0 },
      { offset: 0, code: '492017', used: false, seconds: 18 },
      { offset: 1, code: '730556', used: false, seconds: 18 },
    ],
  } as const;

  it('offers the codes around now by the service’s clock, and the seeds', async () => {
    const other = { ...sampleSeed, id: 'other', name: 'Tablet' };
    const { page } = await mountWithHost(TotpChip, {
      props: { totp, following: true, seeds: [sampleSeed, other], held: '492017' },
    });
    const shown = await open('[aria-label="Codes and seeds"]');
    expect(document.body.textContent).toContain('By the service’s clock, 62 s behind');
    expect(shown.map((item) => item.textContent)).toEqual([
      expect.stringMatching(/T−1\s+118 302.*used already/),
      expect.stringMatching(/T0\s+492 017.*18 s left/),
      expect.stringMatching(/T\+1\s+730 556.*in 18 s/),
      expect.stringContaining('Phone'),
      expect.stringContaining('Tablet'),
    ]);
    expect(shown.map((item) => item.getAttribute('aria-checked'))).toEqual([
      'false',
      'true',
      'false',
      'true',
      'false',
    ]);
    await take(shown[2]);
    expect(page.findComponent(TotpChip).emitted('pick')).toEqual([['730556']]);
    await take((await open('[aria-label="Codes and seeds"]'))[4]);
    expect(page.findComponent(TotpChip).emitted('seed')).toEqual([['other']]);
  });

  it('says that the code of now was used', async () => {
    const steps = totp.steps.map((step) => ({ ...step, used: step.offset === 0 }));
    const { page } = await mountWithHost(TotpChip, {
      props: { totp: { ...totp, steps }, following: true, seeds: [], held: '492017' },
    });
    expect(page.text()).toContain('18 s left, used already');
  });
});
