import { mount } from '@vue/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { defineComponent, h, nextTick, ref } from 'vue';
import UiTooltip from './UiTooltip.vue';

const expanded = ref(false);
const Page = defineComponent({
  setup: () => () => [
    h('button', { id: 'copy', 'aria-label': 'Copy', 'data-tooltip': 'Copy', 'data-tooltip-keys': 'c' }, [
      h('i'),
    ]),
    h('span', { id: 'chip', tabindex: 0, 'data-tooltip': 'https://idp.example' }, 'prod'),
    h('button', { id: 'menu', 'data-tooltip': 'Export', 'aria-expanded': expanded.value }),
    h('p', { id: 'plain' }, 'plain'),
    h(UiTooltip),
  ],
});
let page: ReturnType<typeof mount>;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  expanded.value = false;
  page = mount(Page, { attachTo: document.body });
});
afterEach(() => {
  page.unmount();
  document.body.innerHTML = '';
  vi.useRealTimers();
});

const shown = (): string | undefined => document.querySelector('.ui-tooltip')?.textContent ?? undefined;
async function point(id: string): Promise<void> {
  document.querySelector(`#${id}`)?.dispatchEvent(new PointerEvent('pointerover', { bubbles: true }));
  await nextTick();
}
async function wait(ms: number): Promise<void> {
  vi.advanceTimersByTime(ms);
  await nextTick();
  await nextTick();
}

describe('UiTooltip', () => {
  it('shows under the pointer after a moment, with the keys, and goes when the pointer does', async () => {
    await point('copy');
    await wait(300);
    expect(shown()).toBeUndefined();
    await wait(300);
    expect(shown()).toMatch(/Copy\s*C/i);
    await point('plain');
    expect(shown()).toBeUndefined();
  });

  it('goes on to the next control without a wait', async () => {
    await point('copy');
    await wait(600);
    await point('chip');
    await wait(1);
    expect(shown()).toContain('https://idp.example');
  });

  it('describes what it adds to a name, and not what it only repeats', async () => {
    await point('copy');
    await wait(600);
    expect(document.querySelector('#copy')?.hasAttribute('aria-describedby')).toBe(false);
    await point('chip');
    await wait(600);
    const id = document.querySelector('#chip')?.getAttribute('aria-describedby') ?? '';
    expect(document.getElementById(id)?.textContent).toContain('https://idp.example');
    await point('plain');
    expect(document.querySelector('#chip')?.hasAttribute('aria-describedby')).toBe(false);
  });

  it('goes with Escape, and with a press that may open something there', async () => {
    const keys = ['Escape', 'Enter'].map((key) => new KeyboardEvent('keydown', { key }));
    for (const event of [...keys, new PointerEvent('pointerdown')]) {
      await point('plain');
      await point('copy');
      await wait(600);
      expect(shown()).toBeDefined();
      document.dispatchEvent(event);
      await nextTick();
      expect(shown()).toBeUndefined();
    }
  });

  it('says nothing over what its control has opened', async () => {
    expanded.value = true;
    await nextTick();
    await point('menu');
    await wait(600);
    expect(shown()).toBeUndefined();
  });
});
