import { flushPromises } from '@vue/test-utils';
import { describe, expect, it } from 'vitest';
import { fakeHost } from '../../testing/fake-host.ts';
import { samplePreview } from '../../testing/fake-handover.ts';
import { mountWithHost } from '../../testing/mount-with-host.ts';
import ExportDialog from './ExportDialog.vue';
import { pseudonymWords } from './preview-words.ts';

async function opened(chainIds: readonly string[], host = fakeHost()) {
  const mounted = await mountWithHost(ExportDialog, { host, props: { open: false, chainIds } });
  await mounted.page.setProps({ open: true });
  await flushPromises();
  const dialog = document.querySelector<HTMLElement>('[role="dialog"]');
  if (!dialog) throw new Error('the dialog is not open');
  const button = (name: string) =>
    [...dialog.querySelectorAll('button')].find(({ textContent }) => textContent.trim().startsWith(name));
  const radio = (value: string) => dialog.querySelector<HTMLInputElement>(`input[value="${value}"]`);
  const type = async (index: number, text: string) => {
    const input = dialog.querySelectorAll<HTMLInputElement>('input[type="password"]')[index];
    if (!input) throw new Error('there is no such field');
    input.value = text;
    input.dispatchEvent(new Event('input'));
    await flushPromises();
  };
  const choose = async (value: string) => {
    radio(value)?.click();
    await flushPromises();
  };
  const exports = () => host.calls.filter(({ name }) => name === 'chain.export').map(({ input }) => input);
  return { ...mounted, dialog, button, radio, type, choose, exports };
}

describe('the export', () => {
  it('says what leaves before anything does, and writes it redacted', async () => {
    const { dialog, button, exports } = await opened(['chain-1']);
    expect(dialog.textContent).toContain(
      '12.3 kB, searched for 41 known secrets in every form: none is in it.',
    );
    expect(dialog.textContent).toContain('3\u00A0Sessions, 1\u00A0person');
    button('Save file…')?.click();
    await flushPromises();
    expect(exports()).toEqual([{ chainIds: ['chain-1'], format: 'bundle', secrets: 'redacted' }]);
  });

  it('writes nothing that was refused, and says where it is', async () => {
    const refused = 'Nothing was written: a secret (code) would stand in the file in hex form, at chains/0.';
    const host = fakeHost({}, { 'export.preview': async () => ({ ...samplePreview, refused }) });
    const { dialog, button } = await opened(['chain-1'], host);
    expect(dialog.textContent).toContain(refused);
    expect(button('Save file…')?.disabled).toBe(true);
  });

  it('with secrets needs a passphrase, twice and long enough', async () => {
    const { dialog, button, choose, type, exports } = await opened(['chain-1']);
    await choose('unredacted');
    expect(dialog.textContent).toContain('Passwords, codes, Sessions and tokens will be in the file.');
    const save = button('Save file…');
    expect(save?.disabled).toBe(true);
    await type(0, 'too short');
    expect(dialog.textContent).toContain('3 more');
    await type(0, 'correct horse battery');
    await type(1, 'correct house');
    expect(dialog.textContent).toContain('This is another one.');
    expect(save?.disabled).toBe(true);
    await type(1, 'correct horse battery');
    expect(save?.disabled).toBe(false);
    save?.click();
    await flushPromises();
    expect(exports()).toEqual([
      { chainIds: ['chain-1'], format: 'bundle', secrets: 'unredacted', passphrase: 'correct horse battery' },
    ]);
  });

  it('goes back to redacted with a format that is never written otherwise', async () => {
    const { radio, choose } = await opened(['chain-1']);
    await choose('unredacted');
    await choose('svg');
    expect(radio('unredacted')).toBeNull();
    await choose('bundle');
    expect(radio('redacted')?.checked).toBe(true);
  });

  it('offers several chains only what holds several', async () => {
    const { dialog, radio } = await opened(['chain-1', 'chain-2']);
    expect(dialog.textContent).toContain('Export 2 chains');
    expect(radio('bundle')).not.toBeNull();
    expect(radio('svg')).toBeNull();
  });
});

it('words say how many of what', () => {
  const pseudonyms = [
    // What has no name of its own comes last.
    { kind: 'secret', count: 9 },
    { kind: 'code', count: 1 },
    { kind: 'person', count: 2 },
    { kind: 'of-later', count: 1 },
  ];
  expect(pseudonymWords({ ...samplePreview, pseudonyms })).toEqual([
    '2\u00A0people',
    '1\u00A0code',
    '1\u00A0of-later',
    '9\u00A0other secrets',
  ]);
});
