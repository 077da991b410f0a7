import type { Page } from '@playwright/test';
import { CANARIES } from '../canaries.ts';
import { valueOf } from './bridge.ts';
import { expect } from './console.ts';
import { still } from './look.ts';
import { expectAsked, expectTokens, goTo, inspect, newChain, rows, send, startSeeded } from './steps.ts';

/** One view of the window, with what fills it. */
export interface Sight {
  readonly name: string;
  /** Brings it on screen, from wherever the window is, with all that it reads. */
  show(page: Page): Promise<void>;
  /** Whether `npm run screens` also keeps a picture of it at 1920 x 1080. */
  readonly large?: boolean;
}

/**
 * Every view there is, in the order a person would meet them; `fill` first. The stories of looks walk through all of
 * them: in every theme, in high contrast, at 200 %. A new view is a line here.
 */
const VIEWS: readonly Sight[] = [
  { name: 'start-again', show: (page) => goTo(page, '1', 'Start') },
  { name: 'new-chain', show: (page) => newChain(page, 'USER_SRP_AUTH') },
  { name: 'call', show: (page) => goByKey(page, 'Control+Shift+k', 'Call an operation') },
  { name: 'chain', show: (page) => chain(page, 'ann', 'Rail', 1, 'Response'), large: true },
  { name: 'chain-error', show: (page) => chain(page, 'ann', 'Rail', 2, 'Summary') },
  { name: 'chain-explain', show: (page) => chain(page, 'ann', 'Graph', 2, 'Explain'), large: true },
  { name: 'chain-srp', show: (page) => chain(page, 'ann', 'Timeline', 1, 'SRP') },
  { name: 'chain-table', show: (page) => chain(page, 'ann', 'Table', 1, 'Timing') },
  { name: 'chain-headers', show: (page) => chain(page, 'ann', 'Rail', 1, 'Headers') },
  { name: 'chain-set-up', show: (page) => showChain(page, 'gus') },
  { name: 'chain-tokens', show: (page) => showChain(page, 'ivy') },
  { name: 'bench', show: (page) => bench(page), large: true },
  { name: 'tokens', show: (page) => goTo(page, '2', 'Tokens') },
  { name: 'sandbox-users', show: (page) => sandbox(page, 1, 'Users') },
  { name: 'sandbox-clients', show: (page) => sandbox(page, 2, 'App clients') },
  { name: 'sandbox-faults', show: (page) => sandbox(page, 3, 'Faults') },
  { name: 'sandbox-triggers', show: (page) => sandbox(page, 4, 'Triggers') },
  { name: 'sandbox-log', show: (page) => sandbox(page, 5, 'Request log') },
  { name: 'sandbox-settings', show: (page) => sandbox(page, 6, 'Settings') },
  { name: 'things', show: (page) => goTo(page, '6', 'Authenticators') },
  { name: 'tool-srp', show: (page) => tool(page, 'SRP lens') },
  { name: 'tool-secret-hash', show: (page) => tool(page, 'Secret-hash bench') },
  { name: 'tool-clock-skew', show: (page) => tool(page, 'Clock-skew meter') },
  { name: 'compare', show: (page) => compare(page), large: true },
  { name: 'target', show: (page) => goTo(page, '4', 'Targets') },
  { name: 'target-new', show: (page) => newTarget(page) },
  { name: 'users', show: (page) => user(page, 'ann'), large: true },
  { name: 'pool', show: (page) => pool(page, 'What shapes the chain'), large: true },
  { name: 'pool-settings', show: (page) => pool(page, 'Settings') },
  { name: 'pool-differences', show: (page) => poolDifferences(page) },
  { name: 'test-users', show: (page) => goByKey(page, 'Control+Shift+6', 'Test users'), large: true },
  { name: 'reference-challenges', show: (page) => reference(page, 'Challenges') },
  { name: 'reference-flows', show: (page) => reference(page, 'Flows') },
  { name: 'reference-operations', show: (page) => reference(page, 'Operations') },
  { name: 'reference-errors', show: (page) => reference(page, 'Errors') },
  { name: 'reference-values', show: (page) => reference(page, 'Values') },
  { name: 'history', show: (page) => goTo(page, '9', 'History'), large: true },
  { name: 'history-none', show: (page) => historyOf(page, 'error:TooManyRequestsException tag:none') },
  { name: 'import', show: (page) => goByKey(page, 'Control+Shift+u', 'Import') },
  { name: 'import-paste', show: (page) => importPaste(page) },
  { name: 'scenarios', show: (page) => gallery(page) },
  { name: 'scenario', show: (page) => scenario(page), large: true },
  { name: 'team', show: (page) => goByKey(page, 'Control+Shift+9', 'Team') },
  { name: 'settings', show: (page) => goTo(page, ',', 'Settings') },
  { name: 'settings-keys', show: (page) => settingsKeys(page) },
];

export const SIGHTS: readonly Sight[] = VIEWS.map((view) => ({
  ...view,
  show: async (page) => {
    await view.show(page);
    await still(page);
  },
}));

/** What lies over a view, by the keys that open it. */
export const LAYERS = [
  { name: 'commands', keys: 'Control+k', dialog: 'Commands' },
  { name: 'keys', keys: '?', dialog: 'Keys' },
] as const;

/** Opens a layer over the page, runs, and closes it. */
export async function withLayer(
  page: Page,
  { keys, dialog }: (typeof LAYERS)[number],
  run: () => Promise<void>,
): Promise<void> {
  await page.getByRole('main').focus();
  await page.keyboard.press(keys);
  await expect(page.getByRole('dialog', { name: dialog })).toBeVisible();
  await run();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog', { name: dialog })).toBeHidden();
}

/** Chains in every state: waiting after a wrong code, set-up under way, finished; and a target of one's own. */
export async function fill(page: Page): Promise<void> {
  await startSeeded(page, 'ann');
  await expectAsked(page, 'PASSWORD_VERIFIER');
  await send(page);
  const form = await expectAsked(page, 'SOFTWARE_TOKEN_MFA');
  await form.getByRole('textbox', { name: 'Code' }).fill(CANARIES.wrongCode);
  await send(page);
  await expect(page.getByRole('region', { name: 'CodeMismatchException' }).first()).toBeVisible();
  await goTo(page, '1', 'Start');
  await startSeeded(page, 'cy');
  await expectAsked(page, 'PASSWORD_VERIFIER');
  await send(page);
  await expectAsked(page, 'SMS_MFA');
  await goTo(page, '1', 'Start');
  await startSeeded(page, 'gus');
  await expectAsked(page, 'PASSWORD_VERIFIER');
  await send(page);
  const setUp = await expectAsked(page, 'MFA_SETUP');
  await setUp.getByRole('button', { name: 'Get a secret' }).click();
  await expect(setUp.getByRole('img', { name: 'QR code of the TOTP secret' })).toBeVisible();
  await goTo(page, '1', 'Start');
  await startSeeded(page, 'ivy');
  await expectTokens(page, 'ivy');
  await valueOf(page, 'target.save', {
    name: 'Staging',
    region: 'eu-west-1',
    endpoint: '',
    userPoolId: 'eu-west-1_Ab12Cd34E',
    clientId: 'a1b2c3d4e5f6g7h8',
    fips: false,
    color: 'amber',
    production: true,
    sessionMinutes: 5,
  });
}

/** By the palette: it is there whatever the window's size, where the sidebar is not. */
export async function showChain(page: Page, username: string): Promise<void> {
  await page.keyboard.press('Control+k');
  const palette = page.getByRole('dialog', { name: 'Commands' });
  await palette.getByRole('combobox').fill(username);
  const chains = palette
    .getByRole('group', { name: 'Chains' })
    .or(palette.getByRole('group', { name: 'Used lately' }));
  await chains
    .getByRole('option', { name: new RegExp(`^${username}.* · `) })
    .first()
    .click();
  await expect(page.getByRole('heading', { name: username, level: 1 })).toBeVisible();
  await expect(
    rows(page)
      .first()
      .or(page.getByRole('grid', { name: 'Steps of the chain' })),
  ).toBeVisible();
}

async function chain(
  page: Page,
  username: string,
  picture: string,
  step: number,
  tab: string,
): Promise<void> {
  await showChain(page, username);
  await page.getByRole('tab', { name: 'Rail' }).click();
  await rows(page).nth(step).click();
  await page.getByRole('tab', { name: picture }).click();
  await inspect(page, tab);
}

async function sandbox(page: Page, at: number, tab: string): Promise<void> {
  await page.keyboard.press(`Control+Alt+${at}`);
  await expect(page.getByRole('tab', { name: tab, exact: true })).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByRole('tabpanel', { name: tab }).getByRole('region').first()).toBeVisible();
}

async function bench(page: Page): Promise<void> {
  await chain(page, 'ann', 'Rail', 1, 'Response');
  await page.keyboard.press('Control+Shift+B');
  await expect(page.getByRole('main', { name: 'One-fault bench' })).toBeVisible();
  await expect(page.getByRole('grid')).toBeVisible();
}

async function tool(page: Page, name: string): Promise<void> {
  await goTo(page, '7', 'Tools');
  await page.getByRole('tab', { name }).click();
}

async function compare(page: Page): Promise<void> {
  await showChain(page, 'ann');
  await page.keyboard.press('Control+Shift+8');
  await page.getByRole('combobox', { name: 'Right' }).selectOption({ index: 1 });
  await expect(page.getByRole('listitem').first()).toBeVisible();
}

async function newTarget(page: Page): Promise<void> {
  await page.keyboard.press('Control+Shift+n');
  await expect(page.getByRole('heading', { name: 'Add a target', level: 1 })).toBeVisible();
  await expect(page.getByRole('form', { name: 'Target' })).toBeVisible();
}

async function pool(page: Page, tab: string): Promise<void> {
  await goByKey(page, 'Control+Alt+8', 'Pool');
  await page.getByRole('tab', { name: tab, exact: true }).click();
  await expect(page.getByRole('tabpanel', { name: tab })).toContainText('ExplicitAuthFlows');
}

async function poolDifferences(page: Page): Promise<void> {
  await pool(page, 'What shapes the chain');
  await page.getByRole('tab', { name: 'Differences', exact: true }).click();
  await page.getByRole('combobox', { name: 'Right' }).selectOption({ label: 'legacy, tells who exists' });
  await expect(page.getByRole('list', { name: 'Member by member' })).toBeVisible();
}

async function reference(page: Page, part: string): Promise<void> {
  await goTo(page, '5', 'Reference');
  await page.getByRole('tab', { name: new RegExp(`^${part}`) }).click();
  await expect(page.getByRole('article')).toBeVisible();
}

/** By a chain of theirs, which knows the pool: another target may be the chosen one. */
async function user(page: Page, username: string): Promise<void> {
  await showChain(page, username);
  await page.keyboard.press('Alt+Shift+u');
  await expect(page.getByRole('region', { name: 'Sign-ins' }).getByRole('list')).toBeVisible();
}

async function goByKey(page: Page, keys: string, title: string): Promise<void> {
  await page.keyboard.press('Escape');
  await page.keyboard.press(keys);
  await expect(page.getByRole('main', { name: title, exact: true })).toBeVisible();
}

async function historyOf(page: Page, query: string): Promise<void> {
  await goTo(page, '9', 'History');
  await page.getByRole('combobox', { name: 'Search the history' }).fill(query);
  await expect(page.getByRole('heading', { name: 'Nothing found' })).toBeVisible();
}

async function importPaste(page: Page): Promise<void> {
  await goByKey(page, 'Control+Shift+u', 'Import');
  await page.getByRole('tab', { name: 'Paste' }).click();
  await page
    .getByRole('textbox', { name: 'Request, output or error' })
    .fill(
      'aws cognito-idp initiate-auth --auth-flow USER_PASSWORD_AUTH --client-id a1b2c3 --auth-parameters USERNAME=ann,PASSWORD=wrong',
    );
  await expect(page.getByText('USER_PASSWORD_AUTH').first()).toBeVisible();
}

async function settingsKeys(page: Page): Promise<void> {
  await page.keyboard.press('Control+Alt+k');
  await expect(page.getByRole('heading', { name: 'Keys', level: 2 })).toBeFocused();
}

async function gallery(page: Page): Promise<void> {
  await goByKey(page, 'Control+Shift+7', 'Scenarios');
  await page.getByRole('tab', { name: /^Gallery/ }).click();
  await expect(page.getByRole('option').first()).toBeVisible();
}

async function scenario(page: Page): Promise<void> {
  await gallery(page);
  await page.getByLabel('Search scenarios').fill('sms-mfa');
  await page.getByRole('option').first().click();
  await expect(page.getByRole('group', { name: 'Run the scenario' })).toBeVisible();
  await expect(page.getByRole('textbox', { name: /^Text of the scenario/ })).toBeVisible();
}
