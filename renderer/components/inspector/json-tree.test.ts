import { flushPromises } from '@vue/test-utils';
import { expect, it } from 'vitest';
import { runOf } from '../../actions/use-actions.ts';
import { fakeHost } from '../../testing/fake-host.ts';
import { mountWithHost } from '../../testing/mount-with-host.ts';
import JsonTree from './JsonTree.vue';

it('copies value, subtree and path of the selected row by keys, and nothing where none is', async () => {
  const host = fakeHost();
  const value = { Session: 's', Parameters: { USERNAME: 'ann' } };
  const { page } = await mountWithHost(JsonTree, { host, props: { value, secrets: [], label: 'Body' } });
  const press = async (letter: string) => {
    const code = `Key${letter.toUpperCase()}`;
    const event = new KeyboardEvent('keydown', { key: letter, code, altKey: true, cancelable: true });
    // The test DOM takes Alt for AltGr.
    event.getModifierState = () => false;
    window.dispatchEvent(event);
    await flushPromises();
  };
  const choose = async (text: string) => {
    await page
      .findAll('[role="treeitem"]')
      .find((row) => row.text().startsWith(text))
      ?.trigger('click');
    await flushPromises();
  };
  const copied = () =>
    host.calls
      .filter(({ name }) => name === 'clipboard.write')
      .map(({ input }) => (input as { text: string }).text);
  expect(runOf('copyValue')).toBeUndefined();
  await choose('Session');
  await press('c');
  await choose('Parameters');
  await press('c');
  await press('p');
  expect(copied()).toEqual(['s', JSON.stringify(value.Parameters, null, 2), '$.Parameters']);
});
