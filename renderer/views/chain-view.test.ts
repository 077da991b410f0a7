import { story, challenge, refused, type StoryStep } from '@core/chain/testing/story.ts';
import type { Handlers, Preview } from '@core/contract.ts';
import type { JsonObject } from '@core/json.ts';
import { flushPromises, mount, type VueWrapper } from '@vue/test-utils';
import { createPinia } from 'pinia';
import { h, type Plugin } from 'vue';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createMemoryHistory, createRouter } from 'vue-router';
import { ownKeys } from '../actions/own-keys.ts';
import { listenForKeys } from '../actions/use-action-keys.ts';
import { fakeHost, installFakeHost, type FakeHost } from '../testing/fake-host.ts';
import { sandboxTarget } from '../testing/fixtures.ts';
import { dropDraftsBelow } from '../components/answer/draft.ts';
import { totpNow } from '../testing/sample-things.ts';
import StartForm from '../components/answer/StartForm.vue';
import { useActionKeys } from '../actions/use-action-keys.ts';
import ChainView from './ChainView.vue';

const first: StoryStep = {
  id: 'a',
  parent: null,
  answers: 'USER_PASSWORD_AUTH',
  summary: 'bob@example.com',
  outcome: challenge('SMS_MFA', 's1', {
    CODE_DELIVERY_DELIVERY_MEDIUM: 'SMS',
    CODE_DELIVERY_DESTINATION: '+*******0100',
  }),
};
const wrong: StoryStep = {
  id: 'b',
  parent: 'a',
  answers: 'SMS_MFA',
  outcome: refused('CodeMismatchException', 'Invalid code or auth state for the user.'),
};

const target = { ...sandboxTarget, production: false };
const about = { target, flow: 'USER_PASSWORD_AUTH', username: 'bob@example.com' };
let host: FakeHost;
let view: VueWrapper;
/** As the App does. */
let deaf: (() => void) | undefined;
/** What the view was mounted with: the stores are shared with whatever it leads to. */
let plugins: () => Plugin[];

/** The form of a new chain in its place. */
async function openStart(over: Partial<Handlers> = {}): Promise<void> {
  await open([first], over);
  view.unmount();
  const form = { setup: () => (useActionKeys(), () => h(StartForm)) };
  view = mount(form, { global: { plugins: plugins() }, attachTo: document.body });
  await settle();
}

async function open(steps: readonly StoryStep[], over: Partial<Handlers> = {}): Promise<void> {
  host = installFakeHost(
    fakeHost(
      {},
      { 'chain.totp': async () => null, 'request.preview': async ({ answer }) => preview(answer), ...over },
    ),
  );
  // As in life: what was asked a moment ago has a Session that still lives.
  const shift = Date.now() - 2_000 - Date.UTC(2026, 8, 8, 9, 5, 7);
  host.addChain(story(steps, about).map((event) => ({ ...event, at: event.at + shift })));
  const empty = { template: '<i />' };
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [
      ...['start', 'new', 'chain', 'tokens'].map((name) => ({
        name,
        path: `/${name}/:id?`,
        component: empty,
      })),
      { name: 'reference', path: '/reference/:section/:name', component: empty },
    ],
  });
  await router.push('/chain/chain-1');
  const pinia = createPinia();
  plugins = () => [pinia, router];
  // The App hears the keys of actions.
  const shell = { setup: () => (useActionKeys(), () => h(ChainView, { id: 'chain-1' })) };
  view = mount(shell, {
    global: { plugins: plugins() },
    attachTo: document.body,
  });
  deaf?.();
  deaf = listenForKeys();
  await settle();
}

type Given = Parameters<Handlers['request.preview']>[0]['answer'];
function preview(answer: Given, more: Partial<Preview> = {}): Preview {
  const responses: JsonObject = {
    USERNAME: 'bob',
    SECRET_HASH: 'aGFz… 44 chars',
    ...answer.inputs,
  };
  for (const [key, text] of Object.entries(answer.responses)) {
    if (text === null) delete responses[key];
    else responses[key] = text;
  }
  return {
    operation: 'RespondToAuthChallenge',
    url: target.endpoint,
    body: { ChallengeName: answer.name, ChallengeResponses: responses, Session: 'AYAB… 1,563 chars' },
    masked: ['/ChallengeResponses/SECRET_HASH', '/Session'],
    computed: [
      {
        pointer: '/ChallengeResponses/SECRET_HASH',
        key: 'SECRET_HASH',
        value: 'aGFz… 44 chars',
        secret: true,
        from: 'client secret over bob',
        overridden: false,
      },
    ],
    computedHeaders: [],
    warnings: [],
    faults: [],
    requestLine: 'POST / HTTP/1.1',
    headers: [],
    text: '{}',
    bytes: 2,
    differences: [],
    ...more,
  };
}

/** Lets the form's pause before a preview pass, and what follows it. */
async function settle(): Promise<void> {
  await flushPromises();
  await vi.advanceTimersByTimeAsync(400);
  await flushPromises();
}
const field = (): HTMLInputElement => {
  const input: HTMLInputElement | null = view.element.querySelector('[data-answer="field"]');
  if (!input) throw new Error('There is no field.');
  return input;
};
const button = (name: string): HTMLButtonElement => {
  const found = view
    .findAll('button')
    .find((one) => one.text().startsWith(name) || one.attributes('aria-label') === name);
  if (!found) throw new Error(`There is no button ${name}.`);
  return found.element;
};
const json = (): HTMLTextAreaElement =>
  view.get<HTMLTextAreaElement>('textarea[aria-label="Request body, JSON"]').element;
async function type(input: HTMLInputElement | HTMLTextAreaElement, text: string): Promise<void> {
  input.focus();
  input.value = text;
  input.dispatchEvent(new Event('input', { bubbles: true }));
  await settle();
}
async function press(key: string, init: KeyboardEventInit = {}): Promise<void> {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...init });
  (document.activeElement ?? document.body).dispatchEvent(event);
  await settle();
}
const asked = (name: string): unknown[] =>
  host.calls.filter((call) => call.name === name).map((call) => call.input);
const selected = (): string => view.get('[role="option"][aria-selected="true"] .visually-hidden').text();

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] });
  localStorage.clear();
});
afterEach(() => {
  deaf?.();
  view.unmount();
  dropDraftsBelow('chain-1');
  vi.useRealTimers();
});

describe('answering a challenge', () => {
  it('puts the focus in the first empty field, moves on by Enter, and sends what was typed', async () => {
    await open([first]);
    expect(document.activeElement).toBe(field());
    await type(field(), '492017');
    await press('Enter');
    expect(document.activeElement).toBe(button('Send'));
    button('Send').click();
    await settle();
    expect(asked('chain.answer')).toEqual([
      {
        chainId: 'chain-1',
        parentId: 'a',
        answer: { name: 'SMS_MFA', inputs: { SMS_MFA_CODE: '492017' }, responses: {}, members: {} },
      },
    ]);
  });

  it('does not bring back who tabs on while the form is on its way', async () => {
    let know = (): void => undefined;
    const known = new Promise<null>((done) => void (know = () => done(null)));
    await open([first], { 'chain.totp': () => known });
    await press('Tab');
    const steps = view.get<HTMLElement>('[role="listbox"]').element;
    steps.focus();
    know();
    await settle();
    expect(document.activeElement).toBe(steps);
  });

  it('sends by Ctrl+Enter from anywhere', async () => {
    await open([first]);
    (document.activeElement as HTMLElement).blur();
    await press('Enter', { ctrlKey: true });
    expect(asked('chain.answer')).toHaveLength(1);
  });

  it('sends once, however soon the key is pressed again before the chain has the step', async () => {
    await open([first], { 'chain.answer': async () => ({ stepId: 'b' }) });
    await type(field(), '000000');
    await press('Enter', { ctrlKey: true });
    await press('Enter', { ctrlKey: true });
    expect(asked('chain.answer')).toHaveLength(1);
    const [, ...events] = story([first, wrong], about);
    for (const event of events.filter((one) => 'stepId' in one && one.stepId === 'b'))
      host.tell({ type: 'chain.event', chainId: 'chain-1', event });
    await settle();
    await press('Enter', { ctrlKey: true });
    expect(asked('chain.answer')).toHaveLength(2);
  });

  it('begins one chain, however soon the key is pressed again before it is on screen', async () => {
    await openStart();
    await type(field(), 'bob@example.com');
    await press('Enter', { ctrlKey: true });
    await press('Enter', { ctrlKey: true });
    expect(asked('chain.start')).toMatchObject([{ answer: { inputs: { USERNAME: 'bob@example.com' } } }]);
  });

  it('gives a first request up that waits for what signs it, by the key too', async () => {
    await openStart({ 'chain.start': () => new Promise(() => undefined) });
    await type(field(), 'bob@example.com');
    await press('Enter', { ctrlKey: true });
    await expect.poll(() => view.text()).toContain('waiting for the service');
    await press('.', { ctrlKey: true });
    const [sent] = asked('chain.start') as { beginId?: string }[];
    expect(sent?.beginId).toEqual(expect.any(String));
    expect(asked('chain.giveUp')).toEqual([{ beginId: sent?.beginId }]);
  });

  it('warns of a broken rule and sends anyway', async () => {
    await open([first]);
    await type(field(), '12ab');
    expect(view.text()).toContain('Expected');
    button('Send anyway').click();
    await settle();
    expect(asked('chain.answer')).toHaveLength(1);
  });

  it('explains a wrong code under the chain, and is ready for the next try', async () => {
    await open([first]);
    host.outcomes.push({
      kind: 'error',
      code: 'CodeMismatchException',
      message: 'Invalid code received for user',
    });
    await type(field(), '000000');
    await press('Enter', { ctrlKey: true });
    const card = view.get('[aria-label="CodeMismatchException"]');
    expect(card.text()).toContain('Invalid code received for user');
    expect(card.text()).toContain('The TOTP code is wrong.');
    expect(selected()).toContain('refused with CodeMismatchException');
    button('Try again').click();
    await settle();
    expect(document.activeElement).toBe(field());
    expect(field().value).toBe('000000');
  });

  it('says what the host could not do, and keeps what was typed', async () => {
    await open([first], {
      'chain.answer': async () => {
        throw { code: 'POOL_ID_NEEDED', detail: 'The target has no user pool id.' };
      },
    });
    await type(field(), '492017');
    await press('Enter', { ctrlKey: true });
    expect(view.text()).toContain('The target has no user pool id.');
    expect(field().value).toBe('492017');
  });

  it('offers the code of the sandbox inbox in one click', async () => {
    await open([first]);
    const message = {
      id: 'm',
      at: Date.now(),
      username: 'bob@example.com',
      medium: 'SMS',
      destination: '+15550100',
      code: '777111',
      text: '',
    } as const;
    host.state.inbox = [message];
    host.tell({ type: 'inbox.changed' });
    await settle();
    button('Use 777111').click();
    await settle();
    expect(field().value).toBe('777111');
  });

  it('offers to keep what the host remembers, or to type another', async () => {
    await open([{ ...first, outcome: challenge('PASSWORD_VERIFIER') }], {
      'chain.remembered': async () => [{ key: 'PASSWORD', from: 'typed at the start' }],
    });
    expect(view.text()).toContain('kept: typed at the start');
    expect(document.activeElement).toBe(button('Send'));
    button('Type another').click();
    await settle();
    await type(field(), 'other-Passw0rd');
    await press('Enter', { ctrlKey: true });
    expect(asked('chain.answer')).toMatchObject([{ answer: { inputs: { PASSWORD: 'other-Passw0rd' } } }]);
  });

  it('fills in the live TOTP code until another is typed', async () => {
    const codes = ['111111', '222222', '333333'];
    await open([{ ...first, outcome: challenge('SOFTWARE_TOKEN_MFA', 's1') }], {
      'chain.totp': async () => totpNow(codes.shift() ?? '444444', 20_000),
    });
    const before = field().value;
    expect(before).toMatch(/^(\d)\1{5}$/);
    await vi.advanceTimersByTimeAsync(20_100);
    await settle();
    expect(field().value).not.toBe(before);
    await type(field(), '999999');
    await vi.advanceTimersByTimeAsync(20_100);
    await settle();
    expect(field().value).toBe('999999');
  });

  it('folds to advice when the last answer ended the sign-in', async () => {
    await open([
      first,
      { ...wrong, outcome: refused('NotAuthorizedException', 'Incorrect username or password.') },
    ]);
    expect(view.find('[data-answer="field"]').exists()).toBe(false);
    button('Answer anyway').click();
    await settle();
    expect(view.find('[data-answer="field"]').exists()).toBe(true);
  });

  it('leads with what an administrator has to do, where nothing else helps', async () => {
    await open([
      first,
      { ...wrong, outcome: refused('UserNotConfirmedException', 'User is not confirmed.') },
    ]);
    expect(view.text()).toContain('A new one ends the same way until an administrator has acted.');
    expect(view.text()).toContain('For an administrator: AdminConfirmSignUp');
    const offered = view.find('[role="group"][aria-label="What to do"]').findAll('button');
    expect(offered.map((one) => one.text())).toEqual([
      'Open this user',
      'Open the sandbox',
      'Start again after that',
    ]);
    expect(offered.map((one) => one.classes('primary'))).toEqual([true, false, false]);
  });

  it('opens the form of a new chain, filled in as this one began', async () => {
    await open([{ ...first, outcome: refused('NotAuthorizedException', 'Incorrect username or password.') }]);
    button('Change and start again').click();
    await settle();
    const form = mount(StartForm, { global: { plugins: plugins() }, attachTo: document.body });
    await settle();
    const username = form
      .findAll<HTMLInputElement>('input:not([type="checkbox"])')
      .find((input) => input.element.value !== '');
    expect(username?.element.value).toBe('bob@example.com');
    form.unmount();
  });

  it('starts again with the chain whose inputs the host remembers', async () => {
    await open([first, { ...wrong, outcome: refused('NotAuthorizedException') }]);
    button('Start again').click();
    await settle();
    expect(asked('chain.start')).toMatchObject([
      {
        targetId: target.id,
        again: 'chain-1',
        answer: { name: 'USER_PASSWORD_AUTH', inputs: { USERNAME: 'bob@example.com' } },
      },
    ]);
  });

  it('gives an unknown challenge rows for keys of one’s own', async () => {
    await open([{ ...first, outcome: challenge('SOMETHING_NEW', 's1') }]);
    const [key, value] = view.findAll<HTMLInputElement>('.rows input').map((input) => input.element);
    if (!key || !value) throw new Error('There are no rows.');
    await type(key, 'ANSWER');
    await type(value, 'yes');
    await press('Enter', { ctrlKey: true });
    expect(asked('chain.answer')).toMatchObject([
      { answer: { name: 'SOMETHING_NEW', responses: { ANSWER: 'yes' } } },
    ]);
  });

  it('runs the operations of a challenge before its answer', async () => {
    await open([
      { ...first, outcome: challenge('MFA_SETUP', 's1', { MFAS_CAN_SETUP: '["SOFTWARE_TOKEN_MFA"]' }) },
    ]);
    expect(document.activeElement).toBe(button('Get a secret'));
    button('Get a secret').click();
    await settle();
    expect(asked('chain.operate')).toEqual([
      { chainId: 'chain-1', parentId: 'a', operation: 'AssociateSoftwareToken', inputs: {} },
    ]);
    expect(view.find('svg[aria-label="QR code of the TOTP secret"]').exists()).toBe(true);
    expect(view.html()).not.toContain('JBSWY3DPEHPK3PXP');
    await type(field(), '123456');
    await press('Enter');
    expect(asked('chain.operate')).toHaveLength(1);
    button('Verify the code').click();
    await settle();
    expect(asked('chain.operate').at(-1)).toMatchObject({
      operation: 'VerifySoftwareToken',
      inputs: { UserCode: '123456' },
    });
  });
});

describe('the request of an operation before the answer', () => {
  const setUp: StoryStep = {
    ...first,
    outcome: challenge('MFA_SETUP', 's1', { MFAS_CAN_SETUP: '["SOFTWARE_TOKEN_MFA"]' }),
  };
  const done: StoryStep = {
    id: 'h',
    parent: 'a',
    answers: 'AssociateSoftwareToken',
    operation: 'AssociateSoftwareToken',
    outcome: { kind: 'done' },
  };
  const verify = () => view.findAll('.helpers li')[1];
  const body = () => verify()?.find<HTMLTextAreaElement>('textarea[aria-label="Request body, JSON"]');

  it('is seen as JSON and bytes, edited there and in its headers, and sent so', async () => {
    const previewed: unknown[] = [];
    await open([setUp, done], {
      'request.preview': async ({ answer, beside }) => {
        if (beside) previewed.push(answer);
        const preview = await fakeHost().handlers['request.preview']({ targetId: 'sandbox', answer });
        return { ...preview, body: { ...answer.inputs, Session: 'AYAB…' }, masked: ['/Session'] };
      },
    });
    expect(previewed).toEqual([]);
    await verify()?.find('button[aria-pressed]').trigger('click');
    await settle();
    expect(previewed.length).toBeGreaterThan(0);
    const shown = JSON.parse(body()?.element.value ?? '') as Record<string, unknown>;
    expect(shown['Session']).toBe('AYAB…');
    const box = body();
    if (!box) throw new Error('no JSON');
    await type(box.element, JSON.stringify({ ...shown, UserCode: '000000', Extra: 1 }));
    expect(verify()?.find<HTMLInputElement>('[data-answer="field"]').element.value).toBe('000000');
    await verify()?.find('form').trigger('submit');
    await settle();
    expect(asked('chain.operate')).toEqual([
      {
        chainId: 'chain-1',
        parentId: 'a',
        operation: 'VerifySoftwareToken',
        inputs: { UserCode: '000000' },
        changes: { responses: {}, members: { Extra: 1 } },
        keep: true,
      },
    ]);
  });

  it('leaves the key that a person chose for Send to the answer elsewhere', async () => {
    await open([first]);
    ownKeys.value = { send: 'f12' };
    try {
      await type(field(), '492017');
      await press('Enter', { ctrlKey: true });
      expect(asked('chain.answer')).toEqual([]);
      await press('F12');
      expect(asked('chain.answer')).toHaveLength(1);
    } finally {
      ownKeys.value = {};
    }
  });

  it('is sent by the key that a person chose for Send, while the focus is in it', async () => {
    await open([setUp, done]);
    ownKeys.value = { send: 'mod+f12' };
    try {
      const code = verify()?.find<HTMLInputElement>('[data-answer="field"]').element;
      code?.focus();
      await type(code as HTMLInputElement, '123456');
      const keys = (key: string) =>
        code?.dispatchEvent(
          new KeyboardEvent('keydown', { key, ctrlKey: true, bubbles: true, cancelable: true }),
        );
      // Prevented: a browser would send the form by itself.
      expect(keys('Enter')).toBe(false);
      await settle();
      expect(asked('chain.operate')).toEqual([]);
      keys('F12');
      await settle();
      expect(asked('chain.operate')).toMatchObject([{ operation: 'VerifySoftwareToken' }]);
      expect(asked('chain.answer')).toEqual([]);
    } finally {
      ownKeys.value = {};
    }
  });
});

describe('the JSON beside the form', () => {
  it('shows what is typed in the form, and gives an edited code back to it', async () => {
    await open([first]);
    await type(field(), '492017');
    expect(JSON.parse(json().value)).toMatchObject({ ChallengeResponses: { SMS_MFA_CODE: '492017' } });
    const body = JSON.parse(json().value) as { ChallengeResponses: Record<string, string> };
    body.ChallengeResponses['SMS_MFA_CODE'] = '111111';
    delete body.ChallengeResponses['SECRET_HASH'];
    await type(json(), JSON.stringify(body));
    expect(field().value).toBe('111111');
    button('Send').click();
    await settle();
    expect(asked('chain.answer')).toMatchObject([
      { answer: { inputs: { SMS_MFA_CODE: '111111' }, responses: { SECRET_HASH: null }, members: {} } },
    ]);
  });

  it('sends nothing while it can’t be read, and says where', async () => {
    await open([first]);
    await type(json(), '{\n  "ChallengeName": "SMS_MFA",\n}');
    expect(view.text()).toContain('Line 3, column 1');
    expect(button('Send').disabled).toBe(true);
    await press('Enter', { ctrlKey: true });
    expect(asked('chain.answer')).toEqual([]);
    button('Restore').click();
    await settle();
    expect(button('Send').disabled).toBe(false);
  });
});

describe('an operation before the answer', () => {
  it('shows the key of Send while it would run, and the answer does else', async () => {
    await open([
      { ...first, outcome: challenge('MFA_SETUP', 's1', { MFAS_CAN_SETUP: '["SOFTWARE_TOKEN_MFA"]' }) },
    ]);
    const showing = (): string[] =>
      view
        .findAll('button')
        .filter((each) => each.text().endsWith('Ctrl Enter'))
        .map((each) => each.find('.text').text());
    expect(document.activeElement).toBe(button('Get a secret'));
    expect(showing()).toEqual(['Get a secret']);
    json().focus();
    await settle();
    expect(showing()).toEqual([expect.stringContaining('Send')]);
    button('Get a secret').focus();
    await settle();
    expect(showing()).toEqual(['Get a secret']);
    (document.activeElement as HTMLElement).blur();
    await settle();
    expect(showing()).toEqual([expect.stringContaining('Send')]);
  });

  it('can be cancelled once it takes long', async () => {
    const operation = 'AssociateSoftwareToken';
    await open([
      { ...first, outcome: challenge('MFA_SETUP', 's1', { MFAS_CAN_SETUP: '["SOFTWARE_TOKEN_MFA"]' }) },
      { id: 'h', parent: 'a', answers: operation, operation },
    ]);
    expect(view.text()).toContain('Waiting for the service');
    button('Cancel').click();
    await settle();
    expect(asked('chain.cancel')).toEqual([{ chainId: 'chain-1' }]);
  });
});

describe('undoing edits', () => {
  const undo = (): Promise<void> => press('z', { ctrlKey: true });
  const redo = (): Promise<void> => press('Z', { ctrlKey: true, shiftKey: true });

  it('goes back through form and JSON, and forth again', async () => {
    await open([first]);
    await type(field(), '111111');
    const body = JSON.parse(json().value) as { ChallengeResponses: Record<string, string> };
    body.ChallengeResponses['SMS_MFA_CODE'] = '222222';
    await type(json(), JSON.stringify(body));
    expect(field().value).toBe('222222');
    await undo();
    expect(field().value).toBe('111111');
    expect(JSON.parse(json().value)).toMatchObject({ ChallengeResponses: { SMS_MFA_CODE: '111111' } });
    await undo();
    expect(field().value).toBe('');
    await redo();
    await redo();
    expect(field().value).toBe('222222');
    expect(document.activeElement).toBe(json());
  });

  it('keeps edits of the JSON apart once the focus went elsewhere', async () => {
    await open([first]);
    await type(field(), '111111');
    await type(json(), json().value.replace('111111', '222222'));
    field().focus();
    await settle();
    await type(json(), ` ${json().value}`);
    field().focus();
    await settle();
    await type(json(), '{"ChallengeName":');
    await undo();
    expect(button('Send').disabled).toBe(false);
    expect(field().value).toBe('222222');
    await type(field(), '333333');
    await undo();
    expect(field().value).toBe('222222');
  });

  it('brings back what a reset took away', async () => {
    await open([first]);
    view.get<HTMLElement>('[aria-label^="SECRET_HASH"] [aria-label="Left out"]').element.click();
    await settle();
    expect(json().value).not.toContain('SECRET_HASH');
    button('Reset changes').click();
    await settle();
    expect(json().value).toContain('SECRET_HASH');
    await undo();
    expect(json().value).not.toContain('SECRET_HASH');
  });

  it('leaves a text beside the form its own undo', async () => {
    await open([first]);
    await type(field(), '111111');
    const other = document.createElement('input');
    document.body.append(other);
    other.focus();
    await undo();
    expect(field().value).toBe('111111');
  });

  it('does not take a live code for an edit', async () => {
    await open([{ ...first, outcome: challenge('SOFTWARE_TOKEN_MFA', 's1') }], {
      'chain.totp': async () => totpNow('123456', 20_000),
    });
    expect(button('Undo the last edit').disabled).toBe(true);
    await type(field(), '999999');
    await undo();
    expect(field().value).toBe('123456');
    expect(button('Undo the last edit').disabled).toBe(true);
  });
});

describe('where a value comes from', () => {
  const pick = async (label: string): Promise<void> => {
    view.get<HTMLElement>(`[aria-label^="SECRET_HASH"] [aria-label="${label}"]`).element.click();
    await settle();
  };

  it('is kept in the host when it is frozen, by a name of its own each time', async () => {
    await open([first]);
    await pick('Frozen');
    const frozen = (): Record<string, string> =>
      (asked('request.preview').at(-1) as { answer: { frozen?: Record<string, string> } }).answer.frozen ??
      {};
    const { '/ChallengeResponses/SECRET_HASH': name } = frozen();
    expect(name).toMatch(/^kept-/);
    await pick('Computed');
    expect(frozen()).toEqual({});
    await pick('Frozen');
    expect(frozen()['/ChallengeResponses/SECRET_HASH']).not.toBe(name);
    await pick('Typed by hand');
    expect(frozen()).toEqual({});
    expect(document.activeElement?.getAttribute('aria-label')).toBe('SECRET_HASH');
  });
});

describe('the JSON while it is edited', () => {
  it('is an edit of what was shown when it began, whatever is computed meanwhile', async () => {
    let second = 0;
    await open([first], {
      'request.preview': async ({ answer }) => {
        const made = preview(answer);
        const responses = made.body['ChallengeResponses'] as JsonObject;
        responses['TIMESTAMP'] = `second ${second++}`;
        return made;
      },
    });
    const typed = json().value.replace('"bob"', '"bo"');
    await type(json(), typed);
    await type(json(), typed.replace('"bo"', '"b"'));
    const { answer } = asked('request.preview').at(-1) as { answer: Given };
    expect(answer.responses).toEqual({ USERNAME: 'b' });
    json().blur();
    await settle();
    expect(json().value).toContain(`"second ${second - 1}"`);
  });

  it('may be sent as raw text, which is told apart from the form', async () => {
    await open([first]);
    await type(json(), '{"ChallengeName":');
    button('Use as raw text').click();
    await settle();
    expect(button('Send').disabled).toBe(false);
    button('Back to the form').click();
    await settle();
    expect(json().value).toContain('SMS_MFA');
    await press('z', { ctrlKey: true });
    await press('Enter', { ctrlKey: true });
    expect(asked('chain.answer')).toMatchObject([{ answer: { rawBody: '{"ChallengeName":' } }]);
  });
});

describe('the pictures of a chain', () => {
  it('have one selection, moved by keys and kept from one to the other', async () => {
    await open([first, wrong]);
    const rail = view.get<HTMLElement>('[role="listbox"]').element;
    rail.focus();
    await press('Home');
    expect(selected()).toMatch(/^Step 1, USER_PASSWORD_AUTH, next SMS_MFA/);
    await press('End');
    expect(selected()).toBe('SMS_MFA, waiting for an answer');
    await press('ArrowUp');
    expect(selected()).toMatch(/^Step 2, SMS_MFA, refused with CodeMismatchException/);
    button('Table').click();
    await settle();
    const row = view.get('[role="grid"] tr[aria-selected="true"]');
    expect(row.text()).toContain('CodeMismatchException');
  });

  it('draw only the rows in sight of a long chain', async () => {
    const steps: StoryStep[] = [{ ...first, outcome: challenge('CUSTOM_CHALLENGE', 's') }];
    for (let at = 0; at < 400; at += 1) {
      const parent = steps.at(-1)?.id ?? 'a';
      steps.push({
        id: `c${at}`,
        parent,
        answers: 'CUSTOM_CHALLENGE',
        outcome: challenge('CUSTOM_CHALLENGE', `s${at}`),
      });
    }
    await open(steps);
    const drawn = view.findAll('[role="option"]').length;
    expect(drawn).toBeGreaterThan(5);
    expect(drawn).toBeLessThan(120);
  });
});

describe('the inspector', () => {
  it('shows both statuses of an error, and its request id', async () => {
    await open([first, wrong]);
    view.get<HTMLElement>('[role="tab"][id$="-summary"]').element.click();
    await settle();
    const text = view.get('[aria-label="Inspector"]').text();
    expect(text).toContain('Status received400');
    expect(text).toContain('Documented page483');
    expect(text).toContain('request-b');
  });

  it('asks the host for one secret at a time, and forgets it', async () => {
    const body = {
      text: '{"Session":"AYAB… 1,563 chars"}',
      bytes: 1600,
      cut: false,
      secrets: [{ pointer: '/Session', kind: 'opaque', mask: 'AYAB… 1,563 chars', length: 1563 }],
    } as const;
    await open([{ ...first, response: { body } }]);
    const dot = view.get('[aria-label="Reveal Session"]');
    await dot.trigger('pointerdown');
    await settle();
    expect(asked('secret.reveal')).toEqual([
      { chainId: 'chain-1', stepId: 'a', side: 'response', pointer: '/Session' },
    ]);
    expect(view.text()).toContain('value of /Session');
    await dot.trigger('pointerup');
    expect(view.text()).not.toContain('value of /Session');
  });

  it('remembers its tab for each kind of step', async () => {
    await open([first, wrong]);
    const tab = (): string => view.get('[aria-label="Step details"] [aria-selected="true"]').text();
    expect(tab()).toBe('Explain');
    view.get<HTMLElement>('[role="option"]').element.click();
    await settle();
    expect(tab()).toBe('Response');
    button('Timing').click();
    await settle();
    view.findAll<HTMLElement>('[role="option"]')[1]?.element.click();
    await settle();
    expect(tab()).toBe('Explain');
    view.get<HTMLElement>('[role="option"]').element.click();
    await settle();
    expect(tab()).toBe('Timing');
  });
});
