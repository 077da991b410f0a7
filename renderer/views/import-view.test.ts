import { flushPromises } from '@vue/test-utils';
import type { FileImport, ImportState } from '@core/contract/import.ts';
import { describe, expect, it } from 'vitest';
import App from '../App.vue';
import { fakeHost } from '../testing/fake-host.ts';
import { mountWithHost } from '../testing/mount-with-host.ts';
import ImportView from './ImportView.vue';

const chain = {
  chainId: 'chain-7',
  username: 'ann@example.com',
  flow: 'USER_SRP_AUTH',
  targetName: 'staging',
  at: 0,
  steps: 4,
  holes: 1,
  codes: ['CodeMismatchException'],
  ends: 'error',
} as const;

function imported(changes: Partial<FileImport>): ImportState {
  const file = { id: 'file-a', name: 'sign-in.har', bytes: 2_000_000 };
  return {
    importId: 'import-1',
    at: 0,
    files: [
      { file, phase: 'done', bytes: 1, ofBytes: 1, calls: 4, chains: [], left: 0, faults: [], ...changes },
    ],
  };
}
const view = (...list: ImportState[]) =>
  mountWithHost(ImportView, { host: fakeHost({}, { 'import.list': async () => list }) });

describe('ImportView', () => {
  it('says what can be dropped, and follows what was chosen until it is stopped', async () => {
    const { page, host } = await mountWithHost(ImportView);
    expect(page.text()).toContain('Drop a HAR file or a bundle');
    await page.get('.empty button').trigger('click');
    await flushPromises();
    expect(page.get('section').attributes('aria-label')).toBe('Import of sign-in.har');
    expect(page.text()).toContain('25 %, 3 calls found');
    expect(page.get('progress').attributes()).toMatchObject({ value: '500000', max: '2000000' });
    await page.get('section button').trigger('click');
    await flushPromises();
    expect(host.calls).toContainEqual({ name: 'import.cancel', input: { importId: 'import-1' } });
    expect(page.text()).toContain('stopped');
  });

  it('lists the chains of a file, what is missing in them, and what was left out', async () => {
    const note = {
      code: 'IMPORT_ENTRY_UNREADABLE',
      detail: 'Entry 3 was left out. It has no startedDateTime.',
    };
    const { page } = await view(
      imported({ chains: [chain], left: 12, faults: [note], tool: 'Firefox 143.0' }),
    );
    expect(page.text()).toContain('Firefox 143.0');
    const [row] = page.findAll('tbody tr');
    expect(row?.get('a').attributes('href')).toContain('/chains/chain-7');
    expect(row?.text()).toMatch(
      /ann@example\.com.*USER_SRP_AUTH.*CodeMismatchException.*4.*1 hole.*staging/s,
    );
    expect(page.text()).toContain('1 call could not be read');
    expect(page.text()).toContain(note.detail);
    expect(page.text()).toContain('11 other entries left out');
  });

  it('tells of a sign-in that came in pieces, and counts nothing of it as left out', async () => {
    const piece = { code: 'IMPORT_IN_PIECES', detail: 'The sign-in that begins at entry 1 has 501 calls.' };
    const { page } = await view(imported({ chains: [chain], faults: [piece] }));
    expect(page.get('footer').text()).toBe(piece.detail);
  });

  it('says why a file brought nothing, and what to do', async () => {
    const fault = { code: 'IMPORT_CUT_OFF', detail: 'The file ends in the middle, after 3 whole entries.' };
    const { page } = await view(imported({ phase: 'failed', faults: [fault] }));
    expect(page.text()).toContain('IMPORT_CUT_OFF');
    expect(page.text()).toContain(fault.detail);
    expect(page.text()).toContain('Ask for the file again');
  });

  it('asks for the passphrase of a sealed file', async () => {
    const fault = { code: 'IMPORT_LOCKED', detail: 'This file is locked. Enter its passphrase.' };
    const { page, host } = await view(imported({ phase: 'failed', faults: [fault] }));
    await page.get('input[type="password"]').setValue('correct horse');
    await page.get('form').trigger('submit');
    await flushPromises();
    expect(host.calls).toContainEqual({
      name: 'import.start',
      input: { files: ['file-a'], passphrase: 'correct horse' },
    });
  });

  it('shows script in names as text', async () => {
    const name = '<img src=x onerror=alert(1)>';
    const { page } = await view(imported({ chains: [{ ...chain, username: name }], tool: name }));
    expect(page.findAll('img')).toEqual([]);
    expect(page.text()).toContain(name);
  });
});

describe('the window', () => {
  function drop(files: readonly File[], type = 'drop'): boolean {
    const event = new Event(type, { bubbles: true, cancelable: true });
    Object.assign(event, { dataTransfer: { types: ['Files'], files } });
    return document.body.dispatchEvent(event);
  }

  it('imports what is dropped anywhere on it', async () => {
    const { page, host, router } = await mountWithHost(App);
    drop([], 'dragover');
    await flushPromises();
    expect(page.text()).toContain('Drop to import');
    expect(drop([new File(['{}'], 'a.har')])).toBe(false);
    await flushPromises();
    expect(page.text()).not.toContain('Drop to import');
    const started = host.calls.find(({ name }) => name === 'import.start')?.input as { files: string[] };
    expect(started.files).toEqual([expect.stringMatching(/^file-/)]);
    expect(router.currentRoute.value.name).toBe('import');
  });

  it('leaves a drop alone that someone else takes', async () => {
    const { host } = await mountWithHost(App);
    document.body.addEventListener('drop', (event) => event.preventDefault(), { once: true });
    drop([new File(['{}'], 'a.har')]);
    await flushPromises();
    expect(host.calls.some(({ name }) => name === 'import.start')).toBe(false);
  });
});
