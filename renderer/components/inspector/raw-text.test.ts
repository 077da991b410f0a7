import { describe, expect, it } from 'vitest';
import { mountWithHost } from '../../testing/mount-with-host.ts';
import RawText from './RawText.vue';

const raw = async (text: string) =>
  (await mountWithHost(RawText, { props: { text, masks: new Set(['••••••']) } })).page;

describe('RawText', () => {
  it('shows a short body in colours, whole', async () => {
    const page = await raw('{ "PASSWORD": "••••••" }');
    expect(page.findAll('.chunk')).toHaveLength(1);
    expect(page.get('.secret').text()).toBe('"••••••"');
    expect(page.get('pre').element.textContent).toBe('{ "PASSWORD": "••••••" }');
  });

  it('lays a long one out in pieces, and copies what travelled', async () => {
    const text = JSON.stringify(Array.from({ length: 40_000 }, (_, at) => `member ${at}`));
    const page = await raw(text);
    expect(page.findAll('.chunk').length).toBeGreaterThan(50);
    expect(page.get('pre').element.textContent).toBe(text);

    const copied = new Map<string, string>();
    document.getSelection()?.selectAllChildren(page.get('pre').element);
    const event = new Event('copy', { cancelable: true });
    Object.defineProperty(event, 'clipboardData', {
      value: { setData: (type: string, data: string) => copied.set(type, data) },
    });
    page.get('pre').element.dispatchEvent(event);
    expect(copied.get('text/plain')).toBe(text);
    expect(event.defaultPrevented).toBe(true);
  });
});
