import { flushPromises } from '@vue/test-utils';
import { expect, it } from 'vitest';
import { fakeHost } from '../../testing/fake-host.ts';
import { mountWithHost } from '../../testing/mount-with-host.ts';
import QueryField from './QueryField.vue';

it('completes what stands in the field, however fast it was typed', async () => {
  let answer = (): void => undefined;
  const option = (text: string) => ({ text, label: text, kind: 'value' as const });
  const host = fakeHost(
    {},
    {
      'history.complete': async ({ query }) => {
        if (query === 'status:exp') await new Promise<void>((done) => void (answer = done));
        return { from: 'status:'.length, to: query.length, options: [option('expired ')] };
      },
    },
  );
  const typed: string[] = [];
  const { page } = await mountWithHost(QueryField, {
    host,
    props: { text: '', onTyped: (query: string) => void typed.push(query) },
  });
  const field = page.find<HTMLInputElement>('input');
  for (const text of ['status:ex', 'status:exp']) {
    field.element.value = text;
    await page.setProps({ text });
    await field.trigger('input');
    await flushPromises();
  }
  await field.trigger('keydown', { key: 'Tab' });
  answer();
  await flushPromises();
  expect(typed.at(-1)).toBe('status:expired ');
});
