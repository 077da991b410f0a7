import { mount } from '@vue/test-utils';
import { expect, it, vi } from 'vitest';
import ScenarioText from './ScenarioText.vue';

it('undoes what the form changed before the editor was there, change by change', async () => {
  const page = mount(ScenarioText, { props: { text: 'version: 1\n', faults: [] }, attachTo: document.body });
  await page.setProps({ text: 'version: 1\nname: a\n' });
  await page.setProps({ text: 'version: 1\nname: b\n' });
  expect(page.emitted('typed')).toBeUndefined();
  await vi.waitFor(() => expect(page.find('.loading').exists()).toBe(false), { timeout: 20_000 });

  const last = () => page.emitted<[string]>('typed')?.at(-1)?.[0];
  expect(last()).toBe('version: 1\nname: b\n');
  const { undo, redo } = page.vm as unknown as { undo(): void; redo(): void };
  undo();
  expect(last()).toBe('version: 1\nname: a\n');
  undo();
  expect(last()).toBe('version: 1\n');
  redo();
  redo();
  expect(last()).toBe('version: 1\nname: b\n');
  page.unmount();
});
