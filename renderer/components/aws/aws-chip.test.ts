import { flushPromises } from '@vue/test-utils';
import { describe, expect, it } from 'vitest';
import type { AwsState } from '@core/contract/aws.ts';
import { fakeAws } from '../../testing/fake-aws.ts';
import { fakeHost, type FakeHost } from '../../testing/fake-host.ts';
import { runOf } from '../../actions/use-actions.ts';
import { sandboxTarget, stagingTarget } from '../../testing/fixtures.ts';
import { mountWithHost } from '../../testing/mount-with-host.ts';
import AppFooter from '../shell/AppFooter.vue';
import { awsMenuOpen } from '../shell/layers.ts';

const MINUTE = 60_000;
const target = { ...stagingTarget, profile: 'support' };

/** A host whose current target uses the profile `support`, with what is known of it. */
function hostWith(state: Partial<AwsState>, of = target): FakeHost {
  const host = fakeHost({ targets: [of] });
  Object.assign(host.handlers, fakeAws(host.tell, { [of.profile]: state }));
  return host;
}
const words = async (host: FakeHost): Promise<string> =>
  (await mountWithHost(AppFooter, { host })).page.text();

describe('the footer’s AWS chip', () => {
  it('says whose credentials are held and for how long', async () => {
    const held = { held: true, account: '111122223333', expiresAt: Date.now() + 42.5 * MINUTE };
    expect(await words(hostWith(held))).toContain('AWS: support · 42 min left');
    expect(await words(hostWith({ held: true }))).toMatch(/AWS: support(?! ·)/);
  });

  it('tells apart none yet, ended and refused', async () => {
    expect(await words(hostWith({ held: false }))).toContain('AWS: support · when needed');
    expect(await words(hostWith({ held: true, expiresAt: Date.now() - MINUTE }))).toContain('· ended');
    const fault = { code: 'AWS_SSO_EXPIRED', detail: 'Sign in again: aws sso login --profile support' };
    const { page } = await mountWithHost(AppFooter, { host: hostWith({ held: false, fault }) });
    expect(page.text()).toContain('AWS: support · no credentials');
    expect(page.get('[title^="Sign in again"]').text()).toContain('AWS credentials of the target');
  });

  it('says in its menu that keys have no end, and nothing of a profile that nobody knows', async () => {
    const heading = async (state: Partial<AwsState>, of = target): Promise<string | null | undefined> => {
      await mountWithHost(AppFooter, { host: hostWith(state, of) });
      awsMenuOpen.value = true;
      await flushPromises();
      const text = [...document.querySelectorAll('.ui-menu-heading')].at(-1)?.textContent;
      awsMenuOpen.value = false;
      await flushPromises();
      return text;
    };
    expect(await heading({ held: true })).toBe('SSO · with no end of their own');
    expect(await heading({ held: false })).toBe('SSO');
    const fault = { code: 'AWS_PROFILE_UNKNOWN', detail: 'No AWS profile is called supprt.' };
    expect(await heading({ fault }, { ...target, profile: 'supprt' })).toBeUndefined();
  });

  it('is not there for the sandbox, for an emulator, and for a target that used none', async () => {
    const held = { held: true };
    expect(await words(fakeHost({ targets: [sandboxTarget] }))).not.toContain('AWS:');
    const emulator = { ...stagingTarget, endpoint: 'http://127.0.0.1:9229', profile: '' };
    expect(await words(hostWith(held, emulator))).not.toContain('AWS:');
    const unused = { ...stagingTarget, profile: '' };
    expect(await words(hostWith({ held: false }, unused))).not.toContain('AWS:');
    expect(
      await words(hostWith({ held: true, source: { kind: 'environment', mfa: false } }, unused)),
    ).toContain('AWS: variables');
  });

  it('follows what the host tells', async () => {
    let state: Partial<AwsState> = { held: false };
    const host = hostWith({});
    Object.assign(host.handlers, {
      'aws.state': async () => ({
        ...{ profile: 'support', source: { kind: 'sso', mfa: false }, held: false },
        ...state,
      }),
    });
    const { page } = await mountWithHost(AppFooter, { host });
    expect(page.text()).toContain('when needed');
    state = { held: true, expiresAt: Date.now() + 30.5 * MINUTE };
    host.tell({ type: 'aws.changed' });
    await flushPromises();
    expect(page.text()).toContain('30 min left');
  });

  it('asks for new credentials and forgets them, from its menu', async () => {
    const host = hostWith({ held: true, account: '111122223333', expiresAt: Date.now() + 30.5 * MINUTE });
    const { page } = await mountWithHost(AppFooter, { host });
    const open = async () => {
      await page.get('.chip').trigger('keydown', { key: 'Enter' });
      await flushPromises();
      return [...document.querySelectorAll<HTMLElement>('[role="menuitem"]')];
    };
    const items = await open();
    expect(document.body.textContent).toContain('SSO');
    expect(document.body.textContent).toContain('account 111122223333');
    items.find(({ textContent }) => textContent?.includes('Forget'))?.click();
    await flushPromises();
    expect(host.calls).toContainEqual({ name: 'aws.forget', input: { profile: 'support' } });
    expect(page.text()).toContain('when needed');
    (await open()).find(({ textContent }) => textContent?.includes('Ask for'))?.click();
    await flushPromises();
    expect(host.calls).toContainEqual({ name: 'aws.renew', input: { profile: 'support' } });
    expect(page.text()).toContain('30 min left');
  });

  it('does what its menu holds by key as well, where it can be done', async () => {
    const { host, router } = await mountWithHost(AppFooter, {
      host: hostWith({ held: true, expiresAt: Date.now() + 30.5 * MINUTE }),
    });
    runOf('forgetCredentials')?.();
    await flushPromises();
    expect(host.calls).toContainEqual({ name: 'aws.forget', input: { profile: 'support' } });
    expect(runOf('forgetCredentials')).toBeUndefined();
    runOf('renewCredentials')?.();
    await flushPromises();
    expect(host.calls).toContainEqual({ name: 'aws.renew', input: { profile: 'support' } });
    runOf('chooseProfile')?.();
    await expect.poll(() => router.currentRoute.value.fullPath).toBe(`/targets/${target.id}`);
  });
});
