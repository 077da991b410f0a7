import { mount } from '@vue/test-utils';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { defineComponent, h, nextTick, ref } from 'vue';
import { useKeepFocus } from './keep-focus.ts';

/** Views and files are loaded on demand, and the machine may be busy. */
const PATIENCE = { timeout: 20_000 };

const rows = ref(['a', 'b', 'c']);
const extra = ref(false);
const busy = ref(false);
const Page = defineComponent({
  setup() {
    useKeepFocus();
    return () =>
      h('div', { id: 'app' }, [
        h('header', h('button', { id: 'top' }, 'top')),
        h('main', { tabindex: -1 }, [
          h(
            'ul',
            rows.value.map((row) =>
              h('li', { key: row }, [
                h('button', { id: `edit-${row}` }, 'edit'),
                h('button', { id: `remove-${row}` }, 'remove'),
              ]),
            ),
          ),
          extra.value ? h('section', h('button', { id: 'only' }, 'only')) : null,
          h('p', [
            h('button', { id: 'save', disabled: busy.value }, 'save'),
            h('button', { id: 'revert' }, 'revert'),
          ]),
        ]),
      ]);
  },
});

let page: ReturnType<typeof mount> | undefined;
afterEach(() => {
  page?.unmount();
  rows.value = ['a', 'b', 'c'];
  extra.value = false;
  busy.value = false;
});
async function begin(focus: string): Promise<void> {
  page = mount(Page, { attachTo: document.body });
  await nextTick();
  document.getElementById(focus)?.focus();
}
const focused = (): string => document.activeElement?.id || (document.activeElement?.tagName ?? '');

describe('useKeepFocus', () => {
  it('goes to the same control of the next row, and of the one before at the end', async () => {
    await begin('remove-b');
    rows.value = ['a', 'c'];
    await vi.waitFor(() => expect(focused()).toBe('remove-c'), PATIENCE);
    rows.value = ['a'];
    await vi.waitFor(() => expect(focused()).toBe('remove-a'), PATIENCE);
  });
  it('goes on beside a list that is empty now', async () => {
    await begin('edit-a');
    rows.value = [];
    await vi.waitFor(() => expect(['save', 'MAIN']).toContain(focused()), PATIENCE);
  });
  it('goes to what stands beside a part that went', async () => {
    extra.value = true;
    await begin('only');
    extra.value = false;
    await vi.waitFor(() => expect(focused()).toBe('save'), PATIENCE);
  });
  it('goes on from a control that can’t be used any more', async () => {
    await begin('save');
    busy.value = true;
    await vi.waitFor(() => expect(focused()).toBe('revert'), PATIENCE);
  });
  it('leaves it where a person put it: nowhere', async () => {
    await begin('top');
    (document.activeElement as HTMLElement).blur();
    rows.value = ['a'];
    await nextTick();
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(focused()).toBe('BODY');
  });
});
