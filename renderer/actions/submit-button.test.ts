import { mount } from '@vue/test-utils';
import type { VueWrapper } from '@vue/test-utils';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { defineComponent, h } from 'vue';
import UiButton from '../ui/UiButton.vue';
import { ownKeys } from './own-keys.ts';
import { listenForKeys } from './use-action-keys.ts';
import { useActions } from './use-actions.ts';

let pressed: string[] = [];
let page: VueWrapper | undefined;
let deaf: (() => void) | undefined;
beforeEach(() => {
  pressed = [];
  deaf = listenForKeys();
});
afterEach(() => {
  deaf?.();
  page?.unmount();
  ownKeys.value = {};
});

const submit = (name: string, more: Record<string, unknown> = {}) =>
  h(UiButton, { submits: true, onClick: () => pressed.push(name), ...more }, () => name);
const form = (id: string, button: unknown = submit(id)) =>
  h('form', { id, onSubmit: (event: Event) => event.preventDefault() }, [h('input'), button as never]);

function show(parts: unknown[], sends = false): void {
  const Page = defineComponent(() => {
    if (sends) useActions({ send: () => pressed.push('page') });
    return () => h('div', parts as never);
  });
  page = mount(Page, { attachTo: document.body });
}
function press(key: string, more: KeyboardEventInit = {}): boolean {
  const target = document.activeElement ?? document.body;
  const held = { ctrlKey: true, bubbles: true, cancelable: true, ...more };
  return target.dispatchEvent(new KeyboardEvent('keydown', { key, ...held }));
}
const focus = (id: string) => document.querySelector<HTMLElement>(`#${id} input`)?.focus();

describe('the key of Send', () => {
  it('presses the button of the form the focus is in, before what the page sends', () => {
    show([form('one'), form('two')], true);
    focus('two');
    press('Enter');
    expect(pressed).toEqual(['two']);
    (document.activeElement as HTMLElement).blur();
    press('Enter');
    expect(pressed).toEqual(['two', 'page']);
  });

  it('presses one that stands alone without the focus, and none of several', () => {
    show([form('one')]);
    press('Enter');
    expect(pressed).toEqual(['one']);
    page?.unmount();
    show([form('one'), form('two')]);
    press('Enter');
    expect(pressed).toEqual(['one']);
  });

  it('belongs to the dialog on top, and to nothing under one without such a button', () => {
    show([form('one'), h('div', { role: 'dialog' }, [submit('below')]), h('div', { role: 'dialog' })], true);
    press('Enter');
    expect(pressed).toEqual([]);
    page?.unmount();
    show([form('one'), h('div', { role: 'dialog' }, [form('two'), submit('other')])], true);
    press('Enter');
    expect(pressed).toEqual(['two']);
  });

  it('is the one a person chose, shown on the button; Ctrl+Enter then sends no form by itself', async () => {
    ownKeys.value = { send: 'mod+f12' };
    show([form('one')]);
    const button = document.querySelector('button');
    expect(button?.textContent).toContain('F12');
    expect(button?.getAttribute('aria-keyshortcuts')).toBe('Control+F12');
    focus('one');
    expect(press('Enter')).toBe(false);
    expect(pressed).toEqual([]);
    press('F12');
    expect(pressed).toEqual(['one']);
  });

  it('answers no dialog while it is still held down, and presses nothing that is disabled or busy', () => {
    show([h('div', { role: 'dialog' }, [submit('confirm')])]);
    expect(press('Enter', { repeat: true })).toBe(false);
    expect(pressed).toEqual([]);
    page?.unmount();
    show([form('one', submit('one', { disabled: true })), form('two', submit('two', { busy: true }))], true);
    focus('one');
    press('Enter');
    focus('two');
    press('Enter');
    expect(pressed).toEqual([]);
  });
});

describe('the dialogs and forms', () => {
  const sources = import.meta.glob<string>('../**/*.vue', { query: '?raw', import: 'default', eager: true });
  /** What has a footer and asks nothing. */
  const ONLY_SHOW = [
    '../ui/UiDialog.vue',
    '../components/shell/KeySheet.vue',
    '../components/things/SeedQrDialog.vue',
  ];

  it('have no key of their own for it', () => {
    const own = Object.entries(sources).filter(([, text]) =>
      /@keydown\.(ctrl|meta)|<UiButton[^>]*\skeys="mod/.test(text),
    );
    expect(own.map(([path]) => path)).toEqual([]);
  });

  it('say which button they are for', () => {
    const asking = Object.entries(sources).filter(
      ([path, text]) =>
        !ONLY_SHOW.includes(path) &&
        (/type="submit"/.test(text) || /<template #footer>/.test(text)) &&
        !/\bsubmits\b/.test(text),
    );
    expect(asking.map(([path]) => path)).toEqual([]);
  });
});
