import { flushPromises } from '@vue/test-utils';
import { describe, expect, it } from 'vitest';
import type { Handlers } from '@core/contract.ts';
import { fakeHost } from '../testing/fake-host.ts';
import { stagingTarget } from '../testing/fixtures.ts';
import { mountWithHost } from '../testing/mount-with-host.ts';
import PoolView from './PoolView.vue';

const own = { ...stagingTarget, userPoolId: 'us-east-1_Sandbox01', clientId: 'sandboxclient0000000000002' };
const mountPool = (over: Partial<Handlers> = {}, targets = [own]) =>
  mountWithHost(PoolView, { host: fakeHost({ targets }, over), route: '/pool' });

describe('PoolView', () => {
  it('says what of the target’s own pool and app client shapes the chain', async () => {
    const { page, host } = await mountPool();
    expect(host.calls.find(({ name }) => name === 'pool.facts')?.input).toMatchObject({
      targetId: own.id,
      userPoolId: own.userPoolId,
      clientId: own.clientId,
    });
    expect(page.get('h1').text()).toBe('Situations');
    expect(page.text()).toContain('Two secrets are live');
    expect(page.text()).toContain('Each Session lives 5 minutes');
  });

  it('offers the Session’s minutes, and keeps everything else of the target', async () => {
    const { page, host } = await mountPool({}, [{ ...own, profile: 'qa', sessionMinutes: 3 }]);
    await page
      .findAll('button')
      .find((button) => button.text() === 'Take 5 minutes over')
      ?.trigger('click');
    await flushPromises();
    expect(host.state.targets[0]).toMatchObject({ sessionMinutes: 5, profile: 'qa', name: own.name });
    expect(page.text()).not.toContain('Take 5 minutes over');
  });

  it('lists pools with the app clients of the one in sight, by keyboard', async () => {
    const { page, host } = await mountPool();
    const list = page.get('[role="listbox"]');
    const options = () => list.findAll('[role="option"]').map((option) => option.text());
    expect(options()[0]).toContain('Situations');
    expect(options()[1]).toContain('public');
    expect(list.get('[aria-selected="true"]').text()).toContain('with secret');
    await list.trigger('keydown', { key: 'Home' });
    await list.trigger('keydown', { key: 'ArrowDown' });
    await list.trigger('keydown', { key: 'Enter' });
    await flushPromises();
    expect(host.calls.findLast(({ name }) => name === 'pool.facts')?.input).toMatchObject({
      clientId: 'sandboxclient0000000000001',
    });
  });

  it('draws of a thousand pools those in sight', async () => {
    const many = Array.from({ length: 1_000 }, (_, at) => ({
      userPoolId: `us-east-1_P${at}`,
      name: `pool ${at}`,
    }));
    const { page } = await mountPool({ 'pool.list': async () => many });
    const drawn = page.findAll('[role="option"]').length;
    expect(drawn).toBeGreaterThan(5);
    expect(drawn).toBeLessThan(120);
    await page.get('input').setValue('pool 999');
    expect(page.text()).toContain('us-east-1_P999');
  });

  it('compares with another app client, in words and member by member', async () => {
    const { page } = await mountPool();
    await page.findAll('[role="tab"]').at(2)?.trigger('click');
    const right = page.get<HTMLSelectElement>('select[aria-label="Right"]');
    const wanted = right.findAll('option').find((option) => option.text() === 'public');
    await right.setValue(wanted?.element.value);
    await flushPromises();
    expect(page.text()).toContain('Each Session lives 5 minutes');
    expect(page.text()).toContain('UserPoolClient.AuthSessionValidity');
  });

  describe('compares with any pool and app client', () => {
    async function picking(over: Partial<Handlers> = {}, targets = [own]) {
      const { page, host } = await mountPool(over, targets);
      await page.findAll('[role="tab"]').at(2)?.trigger('click');
      await page.get('select[aria-label="Right"]').setValue('any');
      await flushPromises();
      const picker = page.get('[aria-label="Right: any pool and app client"]');
      const [pool, client] = picker.findAll<HTMLInputElement>('input[role="combobox"]');
      if (pool === undefined || client === undefined) throw new Error('no pool and no client to pick');
      const asked = () => host.calls.filter(({ name }) => name === 'pool.difference');
      return { page, host, picker, pool, client, asked };
    }

    it('of the account, from its lists', async () => {
      const { picker, pool, client, host, asked } = await picking();
      expect(client.element.disabled).toBe(true);
      await pool.setValue('us-east-1_Sandbox01');
      await flushPromises();
      expect(host.calls.findLast(({ name }) => name === 'pool.clients')?.input).toEqual({
        ...{ targetId: own.id, userPoolId: 'us-east-1_Sandbox01' },
      });
      expect(asked().at(-1)?.input).toMatchObject({ right: { userPoolId: 'us-east-1_Sandbox01' } });
      expect(picker.text()).toContain('public');
      await client.setValue('sandboxclient0000000000001');
      await flushPromises();
      expect(picker.findAll('.hint, [id$="-hint"]').map((hint) => hint.text())).toEqual([
        'Situations',
        'public',
      ]);
      expect(asked().at(-1)?.input).toMatchObject({
        left: { targetId: own.id, clientId: own.clientId },
        right: {
          ...{ targetId: own.id, userPoolId: 'us-east-1_Sandbox01' },
          clientId: 'sandboxclient0000000000001',
        },
      });
    });

    it('by an id, which is asked about once it is typed to the end', async () => {
      const denied = async () =>
        Promise.reject({ code: 'AccessDeniedException', detail: 'No ListUserPools.' });
      const { picker, pool, client, asked } = await picking({ 'pool.list': denied });
      expect(picker.text()).toContain('Not listed, type an id: No ListUserPools.');
      for (const id of ['eu-west-1_', 'eu-west-1_Ab12Cd34E']) {
        pool.element.value = id;
        await pool.trigger('input');
      }
      await flushPromises();
      expect(asked()).toEqual([]);
      await pool.trigger('change');
      await client.setValue('another1client2');
      await flushPromises();
      expect(asked().map(({ input }) => (input as { right: unknown }).right)).toEqual([
        { targetId: own.id, userPoolId: 'eu-west-1_Ab12Cd34E' },
        { targetId: own.id, userPoolId: 'eu-west-1_Ab12Cd34E', clientId: 'another1client2' },
      ]);
    });

    it('read with another target’s credentials, where there is one', async () => {
      const other = { ...own, id: 'other', name: 'Other account', profile: 'other' };
      const { picker, host, pool, client } = await picking({}, [own, other]);
      await pool.setValue('us-east-1_Sandbox01');
      await picker.get('select').setValue('other');
      await flushPromises();
      expect(pool.element.value).toBe('');
      expect(client.element.disabled).toBe(true);
      expect(host.calls.findLast(({ name }) => name === 'pool.list')?.input).toEqual({ targetId: 'other' });
    });
  });

  it('tells what is lacking, and where to choose a profile', async () => {
    const lacking = {
      code: 'AWS_CREDENTIALS',
      detail: 'No AWS credentials were found.',
    };
    const { page, router } = await mountPool({
      'pool.facts': async () => ({
        ...{ userPoolId: own.userPoolId, at: 0, words: [] },
        ...{ pool: { ok: false, error: lacking }, mfa: { ok: false, error: lacking } },
      }),
    });
    expect(page.text()).toContain('Pools are read with AWS credentials');
    expect(page.text()).toContain('works without');
    await page
      .findAll('button')
      .find((button) => button.text() === 'Choose a profile')
      ?.trigger('click');
    await expect.poll(() => router.currentRoute.value.path).toBe(`/targets/${own.id}`);
  });

  it('says which part could not be read, and what the words lack for it', async () => {
    const whole = fakeHost().handlers['pool.facts'];
    const { page } = await mountPool({
      'pool.facts': async (input) => ({
        ...(await whole(input)),
        mfa: { ok: false, error: { code: 'AccessDeniedException', detail: 'The credentials lack x.' } },
      }),
    });
    expect(page.get('[aria-label="Not read"]').text()).toContain('GetUserPoolMfaConfig');
    expect(page.get('[aria-label="Not read"]').text()).toContain('The credentials lack x.');
  });

  it('shows that the service asks to wait, and lets one stop', async () => {
    const { page, host } = await mountPool({ 'pool.facts': () => new Promise(() => undefined) });
    host.tell({ type: 'pool.waits', targetId: own.id, until: Date.now() + 4_000 });
    await flushPromises();
    expect(page.text()).toContain('Cognito asks to slow down');
    await page
      .findAll('button')
      .find((button) => button.text() === 'Stop')
      ?.trigger('click');
    expect(host.calls.some(({ name }) => name === 'pool.stop')).toBe(true);
  });
});
