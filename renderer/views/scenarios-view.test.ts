import type { RowOutcome, ScenarioEdit, ScenarioRun } from '@core/contract/scenario.ts';
import type { Handlers, HostEvent, Target } from '@core/contract.ts';
import { coreFault } from '@core/form/form.ts';
import { editScenario } from '@core/scenario/edit.ts';
import { readScenario } from '@core/scenario/read.ts';
import { RESULT_VERSION, type ScenarioResult } from '@core/scenario/result.ts';
import { flushPromises, type VueWrapper } from '@vue/test-utils';
import { describe, expect, it, vi } from 'vitest';
import { sandboxTarget } from '../testing/fixtures.ts';
import { fakeHost } from '../testing/fake-host.ts';
import { fakeScenario } from '../testing/fake-scenario.ts';
import { mountWithHost, type Mounted } from '../testing/mount-with-host.ts';
import { axeFindings } from '../testing/sandbox-panes.ts';
import { isMac } from '../ui/keys.ts';
import { toasts } from '../ui/toasts.ts';
import ScenariosView from './ScenariosView.vue';
import { wordsOf } from '../testing/words-of.ts';

/** Views and files are loaded on demand, and the machine may be busy. */
const PATIENCE = { timeout: 20_000 };

const ANN = `version: 1
name: ann by SRP
tags: [smoke]
secrets:
  password:
steps:
  - flow: USER_SRP_AUTH
    with: { USERNAME: ann, PASSWORD: '\${password}' }
    expect: { challenge: PASSWORD_VERIFIER }
  - answer: PASSWORD_VERIFIER
    expect: { error: NotAuthorizedException }
`;
const BOB = 'version: 1\nname: bob\nsteps:\n  - flow: USER_PASSWORD_AUTH\n';

interface Setting {
  readonly over?: Partial<Handlers>;
  readonly route?: string;
  readonly texts?: Readonly<Record<string, string>>;
  readonly folder?: string;
  readonly targets?: Target[];
}
async function mounted({
  over = {},
  route = '/scenarios',
  texts = {},
  folder = 'sign-ins',
  targets = [sandboxTarget],
}: Setting = {}) {
  const files = new Map(Object.entries(texts));
  const late: { tell?: (event: HostEvent) => void } = {};
  const scenario = fakeScenario((event) => late.tell?.(event), {
    ...(folder === '' ? {} : { folder }),
    texts: files,
  });
  const host = fakeHost({ targets }, { ...scenario, ...over });
  late.tell = host.tell;
  const all = await mountWithHost(ScenariosView, { host, route });
  await vi.dynamicImportSettled();
  await flushPromises();
  return { ...all, files };
}
const opened = (over: Partial<Handlers> = {}, texts = { 'ann.yaml': ANN }) =>
  mounted({ over, texts, route: '/scenarios?file=ann.yaml' });

function press(key: string, held: { mod?: boolean; alt?: boolean; shift?: boolean } = {}): void {
  const { mod = false, alt: altKey = false, shift: shiftKey = false } = held;
  const keys = { ctrlKey: mod && !isMac, metaKey: mod && isMac, altKey, shiftKey };
  const code = /^[a-z]$/.test(key) ? `Key${key.toUpperCase()}` : key;
  const event = new KeyboardEvent('keydown', { key, code, ...keys, bubbles: true, cancelable: true });
  // The test DOM takes Alt for AltGr.
  event.getModifierState = () => false;
  document.body.dispatchEvent(event);
}
const names = (page: VueWrapper): string[] =>
  page.findAll('[role="option"] .name').map((name) => name.text());
const sent = ({ host }: Mounted, command: string): unknown[] =>
  host.calls.filter(({ name }) => name === command).map(({ input }) => input);
const edits = (all: Mounted): ScenarioEdit[] =>
  (sent(all, 'scenario.edit') as { edits: ScenarioEdit[] }[]).flatMap((each) => each.edits);
const cards = (page: VueWrapper) => page.findAll('.steps > li');

describe('the list of scenarios', () => {
  it('asks for a folder where there is none', async () => {
    const all = await mounted({ folder: '' });
    expect(all.page.text()).toContain('No folder of scenarios yet');
    await all.page
      .findAll('button')
      .find((button) => button.text() === 'Choose a folder')
      ?.trigger('click');
    expect(sent(all, 'scenarios.chooseFolder')).toHaveLength(1);
    expect(await axeFindings(all.page)).toEqual([]);
  });

  it('finds by name, file and tag, and opens with Enter', async () => {
    const { page, router } = await mounted({ texts: { 'ann.yaml': ANN, 'b/bob.yaml': BOB } });
    expect(names(page)).toEqual(['ann by SRP', 'bob']);
    await page.get('.search input').setValue('b/');
    expect(names(page)).toEqual(['bob']);
    await page.get('.search input').setValue('#smoke');
    expect(names(page)).toEqual(['ann by SRP']);
    await page.get('[role="listbox"]').trigger('keydown', { key: 'ArrowDown' });
    await page.get('[role="listbox"]').trigger('keydown', { key: 'Enter' });
    await flushPromises();
    expect(router.currentRoute.value.query).toEqual({ file: 'ann.yaml' });
  });

  it('begins a new one that runs as it stands', async () => {
    const all = await mounted();
    await all.page
      .findAll('button')
      .find((button) => button.text().startsWith('New scenario'))
      ?.trigger('click');
    await vi.dynamicImportSettled();
    await flushPromises();
    expect(all.router.currentRoute.value.query).toEqual({ file: 'scenario.yaml' });
    await vi.waitFor(() => expect(cards(all.page)).toHaveLength(3), PATIENCE);
    expect(all.page.text()).toContain('unsaved');
    await all.router.push('/scenarios');
    await flushPromises();
    expect(names(all.page)).toEqual(['ann signs in']);
    expect(all.page.get('[role="option"]').text()).toContain('unsaved');
  });
});

describe('the form of a scenario', () => {
  it('shows each step with what has to come of it', async () => {
    const { page } = await opened();
    expect(cards(page).map((card) => card.get('.head').text().replaceAll(/\s+/g, ' '))).toEqual([
      expect.stringContaining('USER_SRP_AUTH'),
      expect.stringContaining('NotAuthorizedException'),
    ]);
    expect(await axeFindings(page)).toEqual([]);
  });

  it('changes the text by edits, one at a time', async () => {
    const all = await opened();
    const { page } = all;
    const name = page.get('.about input');
    await name.setValue('ann, wrong');
    await name.trigger('blur');
    await cards(page)[1]?.get('.head').trigger('click');
    const comes = page.get('select[aria-label="What has to come"]');
    await comes.setValue('tokens');
    await flushPromises();
    expect(edits(all)).toEqual([
      { op: 'set', at: '/name', value: 'ann, wrong' },
      { op: 'set', at: '/steps/1/expect/tokens', value: true },
      { op: 'remove', at: '/steps/1/expect/error' },
    ]);
  });

  it('moves, repeats, shows and removes the step in focus by keys, and follows it', async () => {
    const all = await opened();
    const { page } = all;
    const head = (at: number) => cards(page)[at]?.get<HTMLElement>('.head').element;
    press('PageDown', { alt: true });
    press('F2', { shift: true });
    await flushPromises();
    expect(edits(all)).toEqual([]);
    head(0)?.focus();
    press('PageUp', { alt: true });
    press('PageDown', { alt: true });
    await flushPromises();
    expect(edits(all)).toEqual([{ op: 'move', at: '/steps', from: 0, to: 1 }]);
    expect(document.activeElement).toBe(head(1));
    press('r', { alt: true });
    press('F2', { shift: true });
    await flushPromises();
    expect(edits(all).slice(1)).toEqual([
      { op: 'repeat', at: '/steps', index: 1 },
      { op: 'remove', at: '/steps/1' },
    ]);
    press('n', { mod: true, alt: true });
    await flushPromises();
    expect(document.querySelector('[role="menu"]')?.textContent).toContain('Answer a challenge');
  });

  it('takes what is typed into a step before the keys move it', async () => {
    const all = await opened();
    const { page } = all;
    await cards(page)[0]?.get('.head').trigger('click');
    const field = cards(page)[0]?.find<HTMLInputElement>('.body input');
    field?.element.focus();
    await field?.setValue('bob');
    press('PageDown', { alt: true });
    await flushPromises();
    const [first, second] = edits(all);
    expect(first).toMatchObject({ op: 'set', value: 'bob' });
    expect(second).toEqual({ op: 'move', at: '/steps', from: 0, to: 1 });
    expect(cards(page)[1]?.get('.head').attributes('aria-expanded')).toBe('true');
  });

  it('repeats a step with what was typed into it just before, though the host is slow to take it', async () => {
    let takes = (): void => undefined;
    const slow = new Promise<void>((resolve) => (takes = resolve));
    const all = await opened({
      'scenario.edit': async ({ text, edits }) => {
        await slow;
        return { text: editScenario(text, edits) };
      },
    });
    const { page } = all;
    await cards(page)[0]?.get('.head').trigger('click');
    const field = cards(page)[0]?.find<HTMLInputElement>('.body input');
    field?.element.focus();
    await field?.setValue('USER_AUTH');
    press('r', { alt: true });
    takes();
    const flows = () => cards(page).filter((card) => card.get('.name').text() === 'USER_AUTH');
    await expect.poll(() => flows().length).toBe(2);
  });

  it('adds a check, a capture and an axis as a change each', async () => {
    const text = ANN.replace(
      'expect: { error: NotAuthorizedException }',
      'expect: { absent: [eyJ], took: < 2s }',
    );
    const all = await opened({}, { 'ann.yaml': text });
    const { page } = all;
    await cards(page)[1]?.get('.head').trigger('click');
    const commit = async (label: string, value: string) => {
      const field = page.get(`input[aria-label="${label}"]`);
      await field.setValue(value);
      await field.trigger('blur');
      await flushPromises();
    };
    const press = async (group: string) => {
      await page.get(`[role="group"][aria-label="${group}"] > .add`).trigger('click');
      await flushPromises();
    };
    expect(await axeFindings(page)).toEqual([]);
    await press('What must not appear');
    await commit('What must not appear: the new one', 'Bearer');
    await page.get('button[aria-label="Remove eyJ"]').trigger('click');
    await press('Captures');
    await commit('Captures: name of the new one', 'session');
    await page.get('.matrix > .add').trigger('click');
    await commit('Name of the new axis', 'user');
    expect(edits(all)).toEqual([
      { op: 'insert', at: '/steps/1/expect/absent', index: 1, value: 'Bearer' },
      { op: 'remove', at: '/steps/1/expect/absent' },
      { op: 'set', at: '/steps/1/capture/session', value: '/Session' },
      { op: 'set', at: '/matrix/axes/user', value: [''] },
    ]);
  });

  it('tells a mistake in the table of the matrix with that file and its line, beside the line that brings it in', async () => {
    const fault = {
      code: 'SCENARIO_MATRIX',
      path: 'matrix.csv',
      severity: 'error' as const,
      line: 3,
      column: 1,
    };
    const table = { file: 'data/users.csv', line: 7 };
    const faults = ['One.', 'Two.'].map((detail) => ({ ...fault, detail, table }));
    const { page } = await opened({
      'scenario.check': async () => ({ faults, lines: [], rows: [], needs: [] }),
    });
    const told = page.findAll('.faults .detail').map((line) => line.text().replace(/\s+/g, ' '));
    expect(told).toEqual(['data/users.csv:7 One.', 'data/users.csv:7 Two.']);
  });

  it('asks for what a reference into the keychain stands for, and sends it there alone', async () => {
    const kept = `${BOB}secrets: { PASS: 'keychain:bob pass', OTHER: 'env:OTHER' }\n`;
    let answer: () => boolean = () => {
      throw coreFault('VAULT_UNAVAILABLE', 'No Secret Service answers on this computer.');
    };
    const all = await opened({ 'scenario.keepSecret': async () => answer() }, { 'ann.yaml': kept });
    const buttons = all.page.findAll('button[aria-label^="Keep a value"]');
    expect(buttons.map((button) => button.attributes('aria-label'))).toEqual([
      'Keep a value as keychain:bob pass',
    ]);
    await buttons[0]?.trigger('click');
    await flushPromises();
    const dialog = document.querySelector('[role="dialog"]');
    const field = dialog?.querySelector('input');
    if (!dialog || !field) throw new Error('nothing is asked');
    expect(field.type).toBe('password');
    const keep = async () => {
      dialog.querySelector('form')?.dispatchEvent(new Event('submit', { cancelable: true }));
      await flushPromises();
    };
    await keep();
    expect(sent(all, 'scenario.keepSecret')).toEqual([]);
    field.value = 'Hidden-horse-99';
    field.dispatchEvent(new Event('input'));
    await flushPromises();
    await keep();
    expect(dialog.textContent).toContain('No Secret Service answers');
    answer = () => true;
    await keep();
    expect(sent(all, 'scenario.keepSecret').at(-1)).toEqual({ name: 'bob pass', value: 'Hidden-horse-99' });
    expect(document.querySelector('[role="dialog"]')).toBeNull();
    expect(document.body.innerHTML).not.toContain('Hidden-horse-99');
  });

  it('keeps the form as it was while the text is no scenario, and lets nothing run', async () => {
    const { page, files } = await opened({}, { 'ann.yaml': BOB.replace('flow', 'flows') });
    expect(files.size).toBe(1);
    expect(page.text()).toContain('The text is no scenario yet');
    expect(page.get('.faults').text()).toContain('line 4');
    const run = page.findAll('button').find((button) => button.text().startsWith('Run'));
    expect(run?.attributes('disabled')).toBeDefined();
  });
});

describe('saving a scenario', () => {
  const changed = `${ANN}# mine\n`;
  async function typed() {
    const all = await opened({ 'scenario.edit': async () => ({ text: changed }) });
    const name = all.page.get('.about input');
    await name.setValue('x');
    await name.trigger('blur');
    await flushPromises();
    return all;
  }

  it('writes the text as it stands', async () => {
    const { page, files } = await typed();
    expect(page.text()).toContain('unsaved');
    press('s', { mod: true });
    await flushPromises();
    expect(files.get('ann.yaml')).toBe(changed);
    expect(page.text()).not.toContain('unsaved');
  });

  it('asks before it writes over what somebody else wrote', async () => {
    const { files } = await typed();
    files.set('ann.yaml', `${ANN}# theirs\n`);
    press('s', { mod: true });
    await flushPromises();
    expect(files.get('ann.yaml')).toContain('theirs');
    const dialog = document.querySelector('[role="dialog"]');
    expect(dialog?.textContent).toContain('changed elsewhere');
    [...(dialog?.querySelectorAll('button') ?? [])]
      .find((each) => wordsOf(each) === 'Write over it')
      ?.click();
    await flushPromises();
    expect(files.get('ann.yaml')).toBe(changed);
  });
});

describe('where a scenario runs', () => {
  it('is a row of its matrix and a target, and a production target’s name is typed first', async () => {
    const live = { ...sandboxTarget, id: 'live', name: 'shop live', production: true };
    const all = await mounted({
      texts: { 'ann.yaml': ANN },
      route: '/scenarios?file=ann.yaml',
      targets: [sandboxTarget, live],
      over: {
        'scenario.check': async ({ text }) => {
          const { source } = readScenario(text, 'ann.yaml');
          const rows = [{ user: 'ann' }, { user: 'bob' }];
          return { ...(source ? { scenario: source.scenario } : {}), faults: [], lines: [], rows, needs: [] };
        },
      },
    });
    await all.page.get('select[aria-label="Row of the matrix"]').setValue('1');
    await all.page.get('select[aria-label="Where it runs"]').setValue('live');
    press('F5');
    await flushPromises();
    expect(sent(all, 'scenario.run')).toEqual([]);
    const dialog = document.querySelector('[role="dialog"]');
    const field = dialog?.querySelector('input');
    if (!field) throw new Error('nothing is asked');
    field.value = 'shop live';
    field.dispatchEvent(new Event('input'));
    await flushPromises();
    [...(dialog?.querySelectorAll('button') ?? [])].find((each) => wordsOf(each) === 'Run')?.click();
    await flushPromises();
    expect(sent(all, 'scenario.run')).toMatchObject([
      { row: { user: 'bob' }, target: { targetId: 'live' }, confirmed: 'shop live' },
    ]);
  });
});

describe('running a scenario', () => {
  const step = (
    index: number,
    rest: Partial<ScenarioResult['steps'][number]>,
  ): ScenarioResult['steps'][number] => ({
    index,
    kind: 'flow',
    title: '',
    line: 7,
    status: 'passed',
    checks: [],
    stepIds: [],
    ms: 12,
    ...rest,
  });
  const base: ScenarioRun = {
    runId: 'r',
    file: 'ann.yaml',
    title: 'ann',
    startedAt: 1,
    chainIds: [],
    steps: [],
  };
  const check = { what: 'error', expected: 'NotAuthorizedException', got: 'TOKENS', passed: false };
  const failed: ScenarioRun = {
    ...base,
    steps: [step(0, {}), step(1, { status: 'failed', line: 10, checks: [check] })],
    result: {
      v: RESULT_VERSION,
      id: 'a',
      file: 'ann.yaml',
      name: 'ann',
      title: 'ann',
      tags: [],
      row: {},
      target: 'sandbox',
      status: 'failed',
      startedAt: 1,
      ms: 20,
      attempt: 1,
      flaky: false,
      steps: [step(0, {}), step(1, { status: 'failed', line: 10, checks: [check] })],
      chains: [],
    },
  };

  it('shows what was expected and what came, at the step and its line', async () => {
    const all = await opened({ 'scenario.runState': async () => failed });
    press('F5');
    await flushPromises();
    await flushPromises();
    expect(sent(all, 'scenario.run')).toMatchObject([
      { file: 'ann.yaml', pace: 'through', begin: 'as it is' },
    ]);
    expect(all.page.get('.said').text()).toBe('failed at line 10');
    expect(cards(all.page)[1]?.get('tbody tr').text()).toMatch(/error.*NotAuthorizedException.*TOKENS/);
    expect(await axeFindings(all.page)).toEqual([]);
  });

  it('asks for a secret hidden, tells it to that run and keeps it nowhere', async () => {
    const waits = { kind: 'ask', question: 'password', secret: true } as const;
    const all = await opened({ 'scenario.runState': async () => ({ ...base, at: 0, waits }) });
    press('F10');
    await flushPromises();
    await flushPromises();
    const field = all.page.get('form[aria-label="The run asks"] input');
    expect(field.attributes('type')).toBe('password');
    await field.setValue('once');
    await all.page.get('form[aria-label="The run asks"]').trigger('submit');
    expect(sent(all, 'scenario.tell')).toEqual([{ runId: 'r', value: 'once' }]);
    expect(all.page.html()).not.toContain('once');
  });

  it('offers to keep in the keychain what that would have had, and leaves it in the field where it can’t', async () => {
    const waits = { kind: 'ask', question: 'password', secret: true, keychain: 'ann pass' } as const;
    const refused = { code: 'VAULT_UNAVAILABLE', detail: 'No Secret Service answers on this computer.' };
    let isAway = true;
    const all = await opened({
      'scenario.runState': async () => ({ ...base, at: 0, waits }),
      'scenario.tell': async () => {
        if (isAway) throw coreFault(refused.code, refused.detail);
        return null;
      },
    });
    press('F10');
    await flushPromises();
    await flushPromises();
    const form = all.page.get('form[aria-label="The run asks"]');
    expect(form.text()).toContain('Keep it in the keychain, as keychain:ann pass');
    const box = form.get<HTMLInputElement>('input[type="checkbox"]');
    expect(box.element.checked).toBe(false);
    expect(await axeFindings(all.page)).toEqual([]);
    await form.get('input[type="password"]').setValue('for long');
    await box.setValue(true);
    await form.trigger('submit');
    await flushPromises();
    const field = form.get<HTMLInputElement>('input[type="password"]');
    expect(field.element.value).toBe('for long');
    isAway = false;
    await form.trigger('submit');
    await flushPromises();
    expect(sent(all, 'scenario.tell')).toEqual(
      Array.from({ length: 2 }, () => ({ runId: 'r', value: 'for long', keep: true })),
    );
    expect(field.element.value).toBe('');
  });

  it('goes on a step at a time, on to the end, or stops', async () => {
    const all = await opened({
      'scenario.runState': async () => ({ ...base, at: 0, waits: { kind: 'next' } as const }),
    });
    press('F10');
    await flushPromises();
    await flushPromises();
    expect(all.page.get('.said').text()).toBe('before step 1');
    press('F10');
    await flushPromises();
    expect(sent(all, 'scenario.next')).toHaveLength(1);
    press('F5', { shift: true });
    await flushPromises();
    expect(sent(all, 'scenario.stop')).toEqual([{ runId: 'r' }]);
  });
});

describe('running all rows of a matrix', () => {
  const rows = [{ user: 'ann' }, { user: 'bob' }];
  const outcomes: RowOutcome[] = [
    { row: { user: 'ann' }, status: 'passed', ms: 12, why: '', chainIds: ['c-1'] },
    {
      ...{ row: { user: 'bob' }, status: 'failed', ms: 15, chainIds: ['c-2'], stepId: 's-2', line: 9 },
      why: 'challenge: expected SMS_MFA, got EMAIL_OTP',
    },
  ];
  const check: Handlers['scenario.check'] = async ({ text }) => {
    const { source } = readScenario(text, 'ann.yaml');
    return { ...(source ? { scenario: source.scenario } : {}), faults: [], lines: [], rows, needs: [] };
  };
  const button = (page: VueWrapper, text: string) =>
    page.findAll('button').find((each) => each.text().startsWith(text));

  it('shows each as it comes, opens one that failed at its step, and runs those again', async () => {
    const now: { done: number; ended?: { ms: number; stopped: boolean } } = { done: 0 };
    const all = await opened({
      'scenario.check': check,
      'scenario.rowsState': async ({ rowsId, from }) => ({
        ...{
          rowsId,
          file: 'ann.yaml',
          startedAt: 1,
          total: 2,
          done: now.done,
          broken: now.done === 2 ? 1 : 0,
        },
        outcomes: outcomes.slice(from, now.done),
        ...(now.ended === undefined ? {} : { ended: now.ended }),
      }),
    });
    const { page } = all;
    await button(page, 'Run all 2 rows')?.trigger('click');
    await flushPromises();
    expect(sent(all, 'scenario.runRows')).toEqual([{ text: ANN, file: 'ann.yaml', rows, begin: 'as it is' }]);
    expect(page.get('.said').text()).toBe('row 1 of 2');
    press('F5', { shift: true });
    expect(sent(all, 'scenario.stopRows')).toEqual([{ rowsId: 'rows-1' }]);
    for (const done of [1, 2]) {
      now.done = done;
      all.host.tell({ type: 'scenario.rows', rowsId: 'rows-1' });
      await flushPromises();
    }
    now.ended = { ms: 30, stopped: false };
    all.host.tell({ type: 'scenario.rows', rowsId: 'rows-1' });
    await flushPromises();
    // Each was read on from the one before.
    expect(sent(all, 'scenario.rowsState')).toMatchObject([
      { from: 0 },
      { from: 0 },
      { from: 1 },
      { from: 2 },
    ]);
    expect(page.get('.said').text()).toBe('1 of 2 rows passed in 30 ms');
    expect(await axeFindings(page)).toEqual([]);
    const grid = page.get('[role="grid"]');
    expect(
      grid.findAll('[role="rowgroup"] [role="row"]').map((each) => each.text().replaceAll(/\s+/g, ' ')),
    ).toEqual([
      expect.stringContaining('passed'),
      expect.stringContaining('line 9 · challenge: expected SMS_MFA, got EMAIL_OTP'),
    ]);
    await grid.trigger('keydown', { key: 'End' });
    expect(page.get<HTMLSelectElement>('select[aria-label="Row of the matrix"]').element.value).toBe('1');
    await grid.trigger('keydown', { key: 'Enter' });
    await vi.waitFor(() => expect(all.router.currentRoute.value.params).toEqual({ id: 'c-2' }), PATIENCE);
    await all.router.push('/scenarios?file=ann.yaml');
    await flushPromises();
    await button(page, 'Run the 1 again')?.trigger('click');
    await flushPromises();
    expect(sent(all, 'scenario.runRows').at(-1)).toMatchObject({ rows: [{ user: 'bob' }] });
  });

  it('asks for the name of a production target that a row goes to', async () => {
    const live = { ...sandboxTarget, id: 'live', name: 'shop live', production: true };
    const all = await mounted({
      texts: { 'ann.yaml': ANN },
      route: '/scenarios?file=ann.yaml',
      targets: [sandboxTarget, live],
      over: {
        'scenario.check': async (input) => ({
          ...(await check(input)),
          rows: [{ target: 'sandbox' }, { target: 'shop live' }],
        }),
      },
    });
    press('F5', { mod: true, shift: true });
    await flushPromises();
    expect(sent(all, 'scenario.runRows')).toEqual([]);
    expect(document.querySelector('[role="dialog"]')?.textContent).toContain('shop live');
  });

  it('asks for no name where rows go to several production targets: one name agrees to one', async () => {
    const live = ['shop live', 'shop west'].map((name) => ({
      ...{ ...sandboxTarget, id: name, name, production: true },
    }));
    const all = await mounted({
      texts: { 'ann.yaml': ANN },
      route: '/scenarios?file=ann.yaml',
      targets: [sandboxTarget, ...live],
      over: {
        'scenario.check': async (input) => ({
          ...(await check(input)),
          rows: [{ target: 'sandbox' }, { target: 'shop live' }, { target: 'shop west' }],
        }),
      },
    });
    press('F5', { mod: true, shift: true });
    await flushPromises();
    expect(document.querySelector('[role="dialog"]')).toBeNull();
    expect(toasts.value.map(({ text }) => text)).toEqual([
      expect.stringContaining('go to shop live and shop west, production targets each'),
    ]);
    expect(sent(all, 'scenario.runRows')).toEqual([]);
  });

  it('runs the rows that the text has once a change of the form stands in it', async () => {
    let edited = false;
    const all = await opened({
      'scenario.check': async (input) => ({
        ...(await check(input)),
        rows: edited ? [...rows, { user: 'cy' }] : rows,
      }),
      'scenario.edit': async ({ text }) => {
        edited = true;
        return { text };
      },
    });
    const label = all.page.findAll('label').find((each) => each.text().startsWith('Time limit'));
    const limit = all.page.get<HTMLInputElement>(`[id="${label?.attributes('for') ?? ''}"]`);
    limit.element.focus();
    await limit.setValue('30s');
    press('F5', { mod: true, shift: true });
    await flushPromises();
    await flushPromises();
    expect(sent(all, 'scenario.runRows')).toMatchObject([
      { rows: [{ user: 'ann' }, { user: 'bob' }, { user: 'cy' }] },
    ]);
  });
});
