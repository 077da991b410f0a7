import { mount } from '@vue/test-utils';
import type { VueWrapper } from '@vue/test-utils';
import { afterEach, describe, expect, it } from 'vitest';
import { defineComponent, h, nextTick, ref } from 'vue';
import UiButton from '../ui/UiButton.vue';
import { keysOf } from './own-keys.ts';
import { useRowAction } from './use-row-action.ts';
import { runOf } from './use-actions.ts';
import { listenForKeys } from './use-action-keys.ts';

let page: VueWrapper | undefined;
let deaf: (() => void) | undefined;
afterEach(() => {
  deaf?.();
  page?.unmount();
});

const rows = ref(['ann', 'bob', 'cy']);
const frozen = ref(false);
function show(): string[] {
  const pressed: string[] = [];
  rows.value = ['ann', 'bob', 'cy'];
  frozen.value = false;
  const Page = defineComponent(
    () => () =>
      h('div', [
        h(
          'ul',
          rows.value.map((name) =>
            h('li', { key: name, id: name }, [
              h('button', name),
              h(UiButton, {
                action: 'editRow',
                icon: 'edit',
                label: `Edit ${name}`,
                disabled: frozen.value,
                onClick: () => pressed.push(name),
              }),
            ]),
          ),
        ),
        h('div', { role: 'dialog' }, [h('input')]),
      ]),
  );
  page = mount(Page, { attachTo: document.body });
  return pressed;
}
const focus = (selector: string) => document.querySelector<HTMLElement>(selector)?.focus();

describe('the action of a button', () => {
  it('presses that of the row in focus, also from a dialog over it; without any, the first', () => {
    const pressed = show();
    runOf('editRow')?.();
    focus('#bob button');
    runOf('editRow')?.();
    focus('[role="dialog"] input');
    runOf('editRow')?.();
    expect(pressed).toEqual(['ann', 'bob', 'bob']);
  });

  it('goes to the first again once the row in focus is gone', async () => {
    const pressed = show();
    focus('#bob button');
    rows.value = ['cy', 'ann'];
    await nextTick();
    runOf('editRow')?.();
    expect(pressed).toEqual(['cy']);
  });

  it('is there while a button can be pressed, and no longer', async () => {
    show();
    frozen.value = true;
    await nextTick();
    expect(runOf('editRow')).toBeUndefined();
    frozen.value = false;
    await nextTick();
    expect(runOf('editRow')).toBeDefined();
    page?.unmount();
    expect(runOf('editRow')).toBeUndefined();
  });

  it('that wants the focus is there only for what the focus is in, or was before a dialog', async () => {
    const moved: string[] = [];
    const Card = defineComponent({
      props: { name: { type: String, required: true } },
      setup({ name }) {
        const root = ref<HTMLElement>();
        useRowAction('moveStepUp', {
          at: () => root.value,
          run: () => moved.push(name),
          enabled: () => true,
          onlyInFocus: true,
        });
        // What it holds may have rows of its own.
        return () => h('li', { ref: root, id: name }, [h('ul', [h('li', [h('input')])])]);
      },
    });
    const Page = defineComponent(() => () => [
      h('ol', [h(Card, { name: 'ann' }), h(Card, { name: 'bob' })]),
      h('button', { id: 'beside' }),
      h('div', { role: 'dialog' }, [h('button')]),
    ]);
    page = mount(Page, { attachTo: document.body });
    await nextTick();
    expect(runOf('moveStepUp')).toBeUndefined();
    focus('#bob input');
    focus('[role="dialog"] button');
    runOf('moveStepUp')?.();
    expect(moved).toEqual(['bob']);
    focus('#beside');
    expect(runOf('moveStepUp')).toBeUndefined();
  });

  it('near a part of the page is there only for what the focus is in, and is that of the innermost', async () => {
    const removed: string[] = [];
    const remove = (name: string) =>
      h(UiButton, {
        action: 'removeRow',
        near: '.part',
        label: `Remove ${name}`,
        onClick: () => removed.push(name),
      });
    const Page = defineComponent(() => () => [
      h('div', { class: 'part' }, [
        h('input', { id: 'outer' }),
        h('div', { class: 'part' }, [h('input', { id: 'inner' }), remove('inner')]),
        remove('outer'),
      ]),
      h('button', { id: 'beside' }),
    ]);
    page = mount(Page, { attachTo: document.body });
    await nextTick();
    expect(runOf('removeRow')).toBeUndefined();
    focus('#inner');
    runOf('removeRow')?.();
    focus('#outer');
    runOf('removeRow')?.();
    expect(removed).toEqual(['inner', 'outer']);
    focus('#beside');
    expect(runOf('removeRow')).toBeUndefined();
  });

  it('in a dialog has its key there, and what is under the dialog has none', () => {
    const pressed: string[] = [];
    const row = (name: string, near?: string) =>
      h('li', [
        h('input', { id: name }),
        h(UiButton, {
          action: near === undefined ? 'openRun' : 'removeRow',
          near,
          onClick: () => pressed.push(name),
        }),
      ]);
    const Page = defineComponent(() => () => [
      h('ul', [row('below'), row('below-too', 'li')]),
      h('div', { role: 'dialog' }, [h('ul', [row('file'), row('ann', 'li'), row('bob', 'li')])]),
    ]);
    page = mount(Page, { attachTo: document.body });
    deaf = listenForKeys();
    const press = (key: string, held: KeyboardEventInit = {}): boolean =>
      window.dispatchEvent(new KeyboardEvent('keydown', { key, ...held, cancelable: true }));
    focus('#below-too');
    press('F2', { shiftKey: true });
    press('F9', { ctrlKey: true });
    focus('#bob');
    press('F2', { shiftKey: true });
    expect(pressed).toEqual(['file', 'bob']);
  });

  it('of another part of the page is told by a button, and offered by none', async () => {
    page = mount(
      defineComponent(() => () => h(UiButton, { does: 'startAgain' }, () => 'Again')),
      { attachTo: document.body },
    );
    await nextTick();
    expect(document.querySelector('button')?.getAttribute('aria-keyshortcuts')).toBe('Control+Shift+R');
    expect(runOf('startAgain')).toBeUndefined();
  });

  it('has its key, told by the button', async () => {
    const pressed = show();
    document.querySelector('[role="dialog"]')?.remove();
    const button = document.querySelector('#ann [aria-label]');
    expect(button?.getAttribute('aria-keyshortcuts')).toBe('F2');
    expect(button?.getAttribute('data-tooltip-keys')).toBe(keysOf('editRow'));
    deaf = listenForKeys();
    window.dispatchEvent(new KeyboardEvent('keydown', { key: 'F2', cancelable: true }));
    expect(pressed).toEqual(['ann']);
  });
});
