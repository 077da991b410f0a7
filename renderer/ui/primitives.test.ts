import { flushPromises, mount } from '@vue/test-utils';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { defineComponent, h, nextTick, ref } from 'vue';
import type { Component } from 'vue';
import { spoken } from './announce.ts';
import { remembered } from './remembered.ts';
import UiCombo from './UiCombo.vue';
import UiConfirm from './UiConfirm.vue';
import UiDialog from './UiDialog.vue';
import UiField from './UiField.vue';
import UiLongText from './UiLongText.vue';
import UiSecret from './UiSecret.vue';
import UiSplit from './UiSplit.vue';
import UiTabs from './UiTabs.vue';
import { wordsOf } from '../testing/words-of.ts';

afterEach(() => {
  document.body.innerHTML = '';
  localStorage.clear();
});

describe('UiTabs', () => {
  const tabs = [
    { id: 'request', label: 'Request' },
    { id: 'headers', label: 'Headers', disabled: true },
    { id: 'timing', label: 'Timing' },
  ];
  const mounted = (): ReturnType<typeof mount> =>
    mount(UiTabs as Component, {
      attachTo: document.body,
      props: { tabs, label: 'Parts', modelValue: 'request' },
      slots: { default: '<p>panel</p>' },
    });

  it('moves with arrows, over what is disabled and around the end', async () => {
    const page = mounted();
    await page.get('[role="tablist"]').trigger('keydown', { key: 'ArrowRight' });
    expect(page.emitted('update:modelValue')?.at(-1)).toEqual(['timing']);
    await page.get('[role="tablist"]').trigger('keydown', { key: 'ArrowLeft' });
    expect(page.emitted('update:modelValue')?.at(-1)).toEqual(['request']);
  });

  it('ties the panel to its tab and keeps one tab stop', () => {
    const page = mounted();
    const panel = page.get('[role="tabpanel"]');
    expect(panel.attributes('aria-labelledby')).toBe(page.get('[aria-selected="true"]').attributes('id'));
    expect(page.findAll('[role="tab"][tabindex="0"]')).toHaveLength(1);
  });
});

describe('UiLongText', () => {
  it('cuts a long value between characters, and shows all of it on request', async () => {
    const text = `${'a'.repeat(119)}${'\u{1F511}'.repeat(60)}`;
    const page = mount(UiLongText, { props: { text } });
    expect(page.get('bdi').text()).toBe(`${'a'.repeat(119)}…`);
    await page.get('button').trigger('click');
    expect(page.get('bdi').text()).toBe(text);
  });
});

describe('UiSplit', () => {
  const mounted = (): ReturnType<typeof mount> =>
    mount(UiSplit, {
      attachTo: document.body,
      props: { name: 'test', initial: 300, min: 200, label: 'Width' },
    });
  const width = (page: ReturnType<typeof mount>): string =>
    page.get('[role="separator"]').attributes('aria-valuenow') ?? '';

  it('resizes by keyboard, not below its smallest, and remembers', async () => {
    const page = mounted();
    const bar = page.get('[role="separator"]');
    await bar.trigger('keydown', { key: 'ArrowLeft' });
    expect(width(page)).toBe('316');
    await bar.trigger('keydown', { key: 'ArrowRight', shiftKey: true });
    expect(width(page)).toBe('252');
    page.unmount();
    expect(width(mounted())).toBe('252');
  });

  it('goes to its smallest with Home and folds with Enter', async () => {
    const page = mounted();
    const bar = page.get('[role="separator"]');
    await bar.trigger('keydown', { key: 'Home' });
    expect(width(page)).toBe('200');
    await bar.trigger('keydown', { key: 'Enter' });
    expect(width(page)).toBe('0');
  });
});

describe('remembered', () => {
  it('starts anew when what is stored is of another kind', () => {
    localStorage.setItem('countersign.layout.size', '"wide"');
    expect(remembered('size', 300).value).toBe(300);
    localStorage.setItem('countersign.layout.size', 'not JSON');
    expect(remembered('size', 300).value).toBe(300);
  });
});

describe('UiSecret', () => {
  const mounted = (reveal: () => Promise<string | undefined>): ReturnType<typeof mount> =>
    mount(UiSecret, {
      attachTo: document.body,
      props: {
        name: 'AccessToken',
        mask: 'eyJr… 1,021 chars',
        length: 1_021,
        reveal,
        copy: async () => true,
      },
    });

  it('shows while held and forgets on release', async () => {
    const page = mounted(async () => 'the whole token');
    const dot = page.get('button[aria-label="Reveal AccessToken"]');
    await dot.trigger('pointerdown');
    await flushPromises();
    expect(page.text()).toContain('the whole token');
    await dot.trigger('pointerup');
    expect(page.html()).not.toContain('the whole token');
  });

  it('shows nothing when the value comes after the release', async () => {
    let give: (value: string) => void = () => undefined;
    const page = mounted(() => new Promise((resolve) => (give = resolve)));
    const dot = page.get('button[aria-label="Reveal AccessToken"]');
    await dot.trigger('pointerdown');
    await dot.trigger('pointerup');
    give('the whole token');
    await flushPromises();
    expect(page.html()).not.toContain('the whole token');
  });

  it('toggles by keyboard and hides when focus leaves', async () => {
    const page = mounted(async () => 'the whole token');
    const dot = page.get('button[aria-label="Reveal AccessToken"]');
    await dot.trigger('keydown', { key: 'Enter' });
    await flushPromises();
    expect(dot.attributes('aria-pressed')).toBe('true');
    expect(page.text()).toContain('the whole token');
    await dot.trigger('blur');
    expect(page.html()).not.toContain('the whole token');
  });

  it('says aloud that it copied', async () => {
    const page = mounted(async () => undefined);
    await page.get('button.value').trigger('click');
    await flushPromises();
    expect(spoken.value.polite).toContain('AccessToken copied');
  });
});

describe('UiCombo', () => {
  const choices = [
    { value: 'SMS_MFA', label: 'Text message' },
    { value: 'SOFTWARE_TOKEN_MFA', label: 'Authenticator' },
  ];
  const mounted = (): ReturnType<typeof mount> =>
    mount(UiCombo, { attachTo: document.body, props: { choices, label: 'Method', modelValue: '' } });

  it('takes a choice by keyboard', async () => {
    const page = mounted();
    const input = page.get('input');
    await input.trigger('keydown', { key: 'ArrowDown' });
    await input.trigger('keydown', { key: 'ArrowDown' });
    await input.trigger('keydown', { key: 'Enter' });
    expect(page.emitted('update:modelValue')?.at(-1)).toEqual(['SMS_MFA']);
    expect(input.attributes('aria-expanded')).toBe('false');
  });

  it('lets any other text be answered', async () => {
    const page = mounted();
    await page.get('input').setValue('NOT_OFFERED');
    expect(page.emitted('update:modelValue')?.at(-1)).toEqual(['NOT_OFFERED']);
  });

  it('closes its list with Enter on what was typed, and leaves the key to the form', async () => {
    const page = mounted();
    const input = page.get('input');
    await input.setValue('SMS_MFA');
    expect(input.attributes('aria-expanded')).toBe('true');
    const enter = new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true });
    input.element.dispatchEvent(enter);
    await nextTick();
    expect(input.attributes('aria-expanded')).toBe('false');
    expect(enter.defaultPrevented).toBe(false);
    expect(page.emitted('update:modelValue')?.at(-1)).toEqual(['SMS_MFA']);
  });

  it('closes its list with Escape and nothing above it', async () => {
    const above = vi.fn();
    document.body.addEventListener('keydown', above);
    const page = mounted();
    await page.get('input').trigger('keydown', { key: 'ArrowDown' });
    above.mockClear();
    await page.get('input').trigger('keydown', { key: 'Escape' });
    expect(page.get('input').attributes('aria-expanded')).toBe('false');
    expect(above).not.toHaveBeenCalled();
    document.body.removeEventListener('keydown', above);
  });
});

describe('UiField', () => {
  it('ties hint and warning to the control, and says optional only when told', () => {
    const page = mount(UiField, {
      props: { label: 'Client ID', hint: 'Copied from the console', warning: 'Looks odd' },
      slots: {
        default: ({ id, describedBy }: { id: string; describedBy: string | undefined }) =>
          h('input', { id, 'aria-describedby': describedBy }),
      },
    });
    const input = page.get('input');
    expect(page.get('label').attributes('for')).toBe(input.attributes('id'));
    const described = (input.attributes('aria-describedby') ?? '').split(' ');
    expect(described.map((id) => page.get(`[id="${id}"]`).text())).toEqual([
      'Copied from the console',
      'Looks odd',
    ]);
    expect(page.text()).not.toContain('optional');
  });
});

describe('UiDialog', () => {
  it('puts the focus on what is to be filled, and Escape closes the top one only', async () => {
    const outer = ref(true);
    const inner = ref(true);
    const Both = defineComponent(
      () => () =>
        h(
          UiDialog,
          { open: outer.value, 'onUpdate:open': (next: boolean) => (outer.value = next), title: 'Outer' },
          () =>
            h(UiConfirm, {
              open: inner.value,
              'onUpdate:open': (next: boolean) => (inner.value = next),
              title: 'Inner',
              text: 'Sure',
              action: 'Yes',
              typed: 'prod',
            }),
        ),
    );
    const page = mount(Both, { attachTo: document.body });
    await flushPromises();
    expect(document.activeElement?.tagName).toBe('INPUT');
    document.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
    await flushPromises();
    expect([outer.value, inner.value]).toEqual([true, false]);
    page.unmount();
  });

  it('passes over a chooser of files that nobody sees', async () => {
    const page = mount(UiDialog, {
      attachTo: document.body,
      props: { open: true, title: 'Load a seed' },
      slots: {
        default: () => [
          h('input', { type: 'file', hidden: true }),
          h('input', { type: 'file', tabindex: -1 }),
          h('textarea'),
        ],
      },
    });
    await flushPromises();
    expect(document.activeElement?.tagName).toBe('TEXTAREA');
    page.unmount();
  });
});

describe('UiConfirm', () => {
  it('waits until the name is typed', async () => {
    const page = mount(UiConfirm, {
      attachTo: document.body,
      props: { open: true, title: 'Sign out', text: 'Ends all', action: 'Sign out', typed: 'Production EU' },
    });
    await flushPromises();
    const action = [...document.querySelectorAll('button')].find((button) => wordsOf(button) === 'Sign out');
    expect(action?.disabled).toBe(true);
    const input = document.querySelector('input');
    if (input === null) throw new Error('no input');
    input.value = 'Production EU';
    input.dispatchEvent(new Event('input', { bubbles: true }));
    await flushPromises();
    expect(action?.disabled).toBe(false);
    action?.click();
    expect(page.emitted('confirm')).toHaveLength(1);
    page.unmount();
  });
});
