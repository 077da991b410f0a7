import type { TargetDraft } from '@core/contract.ts';
import { flushPromises } from '@vue/test-utils';
import type { VueWrapper } from '@vue/test-utils';
import { describe, expect, it } from 'vitest';
import { fakeHost } from '../../testing/fake-host.ts';
import type { FakeHost } from '../../testing/fake-host.ts';
import { stagingTarget } from '../../testing/fixtures.ts';
import { mountWithHost } from '../../testing/mount-with-host.ts';
import TargetForm from './TargetForm.vue';

function input(page: VueWrapper, label: string): ReturnType<VueWrapper['get']> {
  const found = page.findAll('label').find((element) => element.text() === label);
  return page.get(`[id="${found?.attributes('for') ?? ''}"]`);
}
const press = async (page: VueWrapper, words: string): Promise<void> => {
  await page
    .findAll('button')
    .find((button) => button.text() === words)
    ?.trigger('click');
  await flushPromises();
};
const sent = (host: FakeHost, name: string): TargetDraft =>
  host.calls.findLast((call) => call.name === name)?.input as TargetDraft;

describe('TargetForm', () => {
  it('fills the region from the pool id as one types, and leaves a typed one alone', async () => {
    const { page } = await mountWithHost(TargetForm);
    await input(page, 'User pool ID').setValue('eu-west-1_Ab');
    expect((input(page, 'Region').element as HTMLInputElement).value).toBe('eu-west-1');
    await input(page, 'User pool ID').setValue('us-east-2_Ab');
    expect((input(page, 'Region').element as HTMLInputElement).value).toBe('us-east-2');
    await input(page, 'Region').setValue('local');
    await input(page, 'User pool ID').setValue('eu-north-1_Ab');
    expect((input(page, 'Region').element as HTMLInputElement).value).toBe('local');
  });

  it('warns and still saves', async () => {
    const { page, host } = await mountWithHost(TargetForm);
    await input(page, 'App client ID').setValue('bad id');
    expect(page.text()).toContain('Client IDs are 1 to 128');
    await page.get('form').trigger('submit');
    await flushPromises();
    expect(sent(host, 'target.save').clientId).toBe('bad id');
    expect(page.emitted('saved')).toHaveLength(1);
  });

  it('keeps, replaces or removes the stored secret', async () => {
    const save = async (change: (page: VueWrapper) => Promise<void>): Promise<TargetDraft> => {
      const host = fakeHost({ targets: [stagingTarget] });
      const { page } = await mountWithHost(TargetForm, { host, props: { target: stagingTarget } });
      await change(page);
      await page.get('form').trigger('submit');
      await flushPromises();
      return sent(host, 'target.save');
    };
    expect('clientSecret' in (await save(async () => undefined))).toBe(false);
    expect((await save((page) => input(page, 'Client secret').setValue('new-secret'))).clientSecret).toBe(
      'new-secret',
    );
    expect((await save((page) => press(page, 'Remove'))).clientSecret).toBeNull();
  });

  it('shows what the check found, until something changes', async () => {
    const check = async () => ({
      reachable: true,
      detail: 'Cognito answers here and knows this app client.',
      clientKnown: true,
      totalMs: 112,
      skewMs: 95_000,
      warnings: [],
    });
    const host = fakeHost({}, { 'target.check': check });
    const { page } = await mountWithHost(TargetForm, { host });
    await press(page, 'Check connection');
    expect(page.text()).toContain('Cognito answers here');
    expect(page.text()).toContain('1 min 35 s ahead');
    await input(page, 'Region').setValue('eu-west-1');
    expect(page.text()).not.toContain('Cognito answers here');
  });

  it('shows at the field why it could not be stored', async () => {
    const refuse = async (): Promise<never> => {
      throw Object.assign(new Error('no'), {
        code: 'TARGET_INCOMPLETE',
        detail: 'Enter the app client ID: every call names it.',
        field: 'clientId',
      });
    };
    const { page } = await mountWithHost(TargetForm, { host: fakeHost({}, { 'target.save': refuse }) });
    await page.get('form').trigger('submit');
    await flushPromises();
    const described = input(page, 'App client ID').attributes('aria-describedby') ?? '';
    expect(page.get(`[id="${described}"]`).text()).toContain('Enter the app client ID');
    expect(page.emitted('saved')).toBeUndefined();
  });

  it('offers the AWS profiles of this computer, and keeps the one that is chosen', async () => {
    const target = { ...stagingTarget, profile: 'support' };
    const host = fakeHost({ targets: [target] });
    const { page } = await mountWithHost(TargetForm, { host, props: { target } });
    const field = input(page, 'AWS profile');
    expect((field.element as HTMLInputElement).value).toBe('support');
    await page.get('form').trigger('submit');
    await flushPromises();
    expect(sent(host, 'target.save').profile).toBe('support');
    await field.trigger('click');
    expect(page.findAll('[role="option"]').map((option) => option.text())).toEqual([
      'defaultkeys in a file',
      'supportSSO Support · 111122223333',
      'adminrole Admin · MFA · 111122223333',
    ]);
    await field.setValue('suport');
    expect(page.text()).toContain('AWS’s config files have no profile of this name.');
  });
});
