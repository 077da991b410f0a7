import type { ScenarioEdit, ScenarioRun } from '@core/contract/scenario.ts';
import type { Handlers, HostEvent, Target } from '@core/contract.ts';
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
import ScenariosView from './ScenariosView.vue';

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
  document.body.dispatchEvent(
    new KeyboardEvent('keydown', { key, code, ...keys, bubbles: true, cancelable: true }),
  );
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
      { op: 'set', at: '/steps/1/expect', value: { tokens: true } },
    ]);
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
      .find((each) => each.textContent === 'Write over it')
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
    [...(dialog?.querySelectorAll('button') ?? [])]
      .find((each) => each.textContent?.trim() === 'Run')
      ?.click();
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
