import type { Handlers, SandboxCall, SandboxTrigger } from '@core/contract.ts';
import { EditorView } from '@codemirror/view';
import { flushPromises, type VueWrapper } from '@vue/test-utils';
import { describe, expect, it, vi } from 'vitest';
import { fakeHost } from '../../testing/fake-host.ts';
import { sandboxInfo } from '../../testing/fixtures.ts';
import { mountWithHost, type Mounted } from '../../testing/mount-with-host.ts';
import { axeFindings, failure, press, sampleCall, sampleTriggers } from '../../testing/sandbox-panes.ts';
import { isMac } from '../../ui/keys.ts';
import { toasts } from '../../ui/toasts.ts';
import TriggersPane from './TriggersPane.vue';

const userPoolId = sandboxInfo.pools[0]?.userPoolId ?? '';
const SOURCE = sampleTriggers[1]?.source ?? '';

async function mounted(over: Partial<Handlers> = {}, calls: SandboxCall[] = []): Promise<Mounted> {
  let triggers: SandboxTrigger[] = [...sampleTriggers];
  const host = fakeHost(
    {},
    {
      'sandbox.triggers': async () => triggers,
      'sandbox.setTrigger': async ({ trigger, source }) =>
        (triggers = triggers.map(({ source: before, ...rest }) => {
          const now = rest.name === trigger ? source : before;
          return now === null || now === undefined ? rest : { ...rest, source: now };
        })),
      'sandbox.log': async ({ since }) => calls.filter(({ number }) => number > since),
      ...over,
    },
  );
  return mountWithHost(TriggersPane, { host, props: { userPoolId } });
}
/** The editor in its shadow root, once it is loaded. */
async function editor(page: VueWrapper): Promise<EditorView> {
  return vi.waitFor(() => {
    const found = [...(page.element as Element).querySelectorAll('*')]
      .map((element) => element.shadowRoot?.querySelector<HTMLElement>('.cm-editor'))
      .find((element) => element);
    const view = found && EditorView.findFromDOM(found);
    if (!view) throw new Error('no editor yet');
    return view;
  });
}
async function type(view: EditorView, text: string): Promise<void> {
  view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } });
  await flushPromises();
}
const choose = async (page: VueWrapper, name: string): Promise<void> => {
  await page
    .findAll('.trigger')
    .find((item) => item.get('code').text() === name)
    ?.trigger('click');
  await flushPromises();
};
const sent = ({ host }: Mounted): unknown[] =>
  host.calls.filter(({ name }) => name === 'sandbox.setTrigger').map(({ input }) => input);
const save = async (view: EditorView): Promise<void> => {
  view.contentDOM.dispatchEvent(
    new KeyboardEvent('keydown', {
      key: 's',
      ctrlKey: !isMac,
      metaKey: isMac,
      bubbles: true,
      composed: true,
      cancelable: true,
    }),
  );
  await flushPromises();
};

describe('TriggersPane', () => {
  it('lists the pool’s triggers, and opens the first there is', async () => {
    const { page } = await mounted();
    expect(page.findAll('.trigger').map((item) => item.text())).toEqual([
      expect.stringMatching(/PreSignUp.*none.*Before a sign-up\./),
      expect.stringMatching(/DefineAuthChallenge.*there.*Decides what comes next\./),
    ]);
    const view = await editor(page);
    expect(view.state.doc.toString()).toBe(SOURCE);
    expect(view.contentDOM.getAttribute('aria-label')).toContain('Source of DefineAuthChallenge');
  });

  it('marks unsaved changes, keeps them while others are looked at, and saves by key', async () => {
    const pane = await mounted();
    await type(await editor(pane.page), 'one');
    expect(pane.page.get('[aria-current]').text()).toContain('unsaved changes');
    await choose(pane.page, 'PreSignUp');
    expect(pane.page.text()).toContain('This pool has no PreSignUp');
    pane.host.tell({ type: 'sandbox.changed' });
    await choose(pane.page, 'DefineAuthChallenge');
    const view = await editor(pane.page);
    expect(view.state.doc.toString()).toBe('one');
    await save(view);
    expect(sent(pane)).toEqual([{ userPoolId, trigger: 'DefineAuthChallenge', source: 'one' }]);
    expect(pane.page.text()).not.toContain('unsaved changes');
  });

  it('shows a mistake at its line, until the text changes', async () => {
    const pane = await mounted({
      'sandbox.setTrigger': async () => {
        throw failure('SANDBOX_TRIGGER', 'source: line 2: unexpected token');
      },
    });
    const view = await editor(pane.page);
    await type(view, 'a\nb c\nd');
    await press(pane.page, 'Save');
    expect(pane.page.get('.problem').text()).toBe('source: line 2: unexpected token');
    expect(view.dom.querySelector('.problem-line')?.textContent).toBe('b c');
    expect(view.contentDOM.getAttribute('aria-description')).toBe('source: line 2: unexpected token');
    expect(view.state.doc.lineAt(view.state.selection.main.head).number).toBe(2);
    expect(view.state.doc.toString()).toBe('a\nb c\nd');
    // happy-dom tells a moved selection in the middle of the editor's own update; no browser does.
    view.contentDOM.blur();
    await type(view, 'a');
    expect(pane.page.find('.problem').exists()).toBe(false);
    expect(view.dom.querySelector('.problem-line')).toBeNull();
  });

  it('begins a trigger from its template', async () => {
    const pane = await mounted();
    await choose(pane.page, 'PreSignUp');
    await press(pane.page, 'Write one');
    expect((await editor(pane.page)).state.doc.toString()).toBe(sampleTriggers[0]?.template);
    expect(sent(pane)).toEqual([]);
    await press(pane.page, 'Save');
    expect(sent(pane)).toEqual([{ userPoolId, trigger: 'PreSignUp', source: sampleTriggers[0]?.template }]);
    expect(pane.page.get('[aria-current]').text()).toContain('there');
  });

  it('reverts and removes, and takes both back', async () => {
    const pane = await mounted();
    const view = await editor(pane.page);
    await type(view, 'one');
    await press(pane.page, 'Revert');
    expect(view.state.doc.toString()).toBe(SOURCE);
    toasts.value.at(-1)?.action?.run();
    await flushPromises();
    expect(view.state.doc.toString()).toBe('one');
    await press(pane.page, 'Remove');
    expect(pane.page.text()).toContain('This pool has no DefineAuthChallenge');
    toasts.value.at(-1)?.action?.run();
    await flushPromises();
    expect(sent(pane).at(-1)).toEqual({ userPoolId, trigger: 'DefineAuthChallenge', source: SOURCE });
    expect((await editor(pane.page)).state.doc.toString()).toBe('one');
  });

  it('does not let the window hear what is typed, but its own keys', async () => {
    const { page } = await mounted();
    const view = await editor(page);
    const heard: string[] = [];
    const hear = (event: KeyboardEvent): number => heard.push(event.key);
    window.addEventListener('keydown', hear);
    const press = (key: string, ctrlKey: boolean): boolean =>
      view.contentDOM.dispatchEvent(
        new KeyboardEvent('keydown', { key, ctrlKey, bubbles: true, composed: true, cancelable: true }),
      );
    press('?', false);
    press('k', true);
    window.removeEventListener('keydown', hear);
    expect(heard).toEqual(['k']);
  });

  it('shows the runs of the chosen trigger in this pool, newest first, with the session[] they got', async () => {
    const run = { trigger: 'DefineAuthChallenge', console: [], ms: 1 };
    const session = [{ challengeName: 'PASSWORD_VERIFIER', challengeResult: true }];
    const { page } = await mounted(
      {
        'sandbox.start': async () => ({
          ...sandboxInfo,
          pools: [
            ...sandboxInfo.pools,
            {
              userPoolId: 'us-east-1_Other',
              name: 'Other',
              mfa: 'OFF',
              clients: [{ clientId: 'foreign', name: 'web', explicitAuthFlows: [], sessionMinutes: 3 }],
            },
          ],
        }),
      },
      [
        sampleCall(1, { username: 'ann', triggers: [{ ...run, session }] }),
        sampleCall(2, { username: 'bob', triggers: [{ ...run, error: 'TypeError: no (line 3)' }] }),
        sampleCall(3, { username: 'eve', clientId: 'foreign', triggers: [run] }),
        sampleCall(4, { username: 'cy', triggers: [{ ...run, trigger: 'PreSignUp' }] }),
      ],
    );
    const heads = page.findAll('.runs .head');
    expect(heads.map((head) => head.get('.user').text())).toEqual(['bob', 'ann']);
    await heads[0]?.trigger('click');
    expect(page.get('.runs').text()).toContain('TypeError: no (line 3)');
    await heads[1]?.trigger('click');
    expect(page.get('.runs').text()).toContain('PASSWORD_VERIFIER');
  });

  it('has no findings of axe', async () => {
    const { page } = await mounted();
    await editor(page);
    expect(await axeFindings(page)).toEqual([]);
  });
});
