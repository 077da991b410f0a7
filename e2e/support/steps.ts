import { expect, type Locator, type Page } from '@playwright/test';

/** One click on a seeded user of the start screen. */
export async function startSeeded(page: Page, username: string): Promise<void> {
  await page.getByRole('button', { name: new RegExp(`^Step ${username}: `) }).click();
}

/** The form that answers the waiting challenge. */
export function answerForm(page: Page, challenge: string): Locator {
  return page.getByRole('region', { name: `Answer ${challenge}`, exact: true });
}

/** Waits until the challenge is asked: the last row of the chain, with its form under it, filled in and with the focus. */
export async function expectAsked(page: Page, challenge: string): Promise<Locator> {
  await expect(answerForm(page, challenge)).toHaveAttribute('aria-busy', 'false');
  await expect(rows(page).last()).toHaveAccessibleName(`${challenge}, waiting for an answer`);
  return answerForm(page, challenge);
}

/** Sends what is filled in, whatever rules it breaks, once what went before is through: a busy button takes no click. */
export async function send(page: Page): Promise<void> {
  await expect(sendButton(page)).not.toHaveAttribute('aria-busy', 'true');
  await sendButton(page).click();
}
/** What is asked before something that may harm a real user. */
export function harmQuestion(page: Page): Locator {
  return page.getByRole('dialog', { name: 'Send to a production target' });
}
/** Types the target's name where a production target asks for it, and sends. */
export async function confirmHarm(page: Page, name: string): Promise<void> {
  const question = harmQuestion(page);
  await question.getByRole('textbox').fill(name);
  await question.getByRole('button', { name: 'Send' }).click();
  await expect(question).toBeHidden();
}
export function sendButton(page: Page): Locator {
  return page.getByRole('main').getByRole('button', { name: /^Send( anyway)?\b/ });
}

/** The rows of the chain, as rail or table. */
export function rows(page: Page): Locator {
  return page.getByRole('listbox', { name: 'Steps of the chain' }).getByRole('option');
}
/** Waits until the chain has exactly these rows, in the words a screen reader says. Durations are left out. */
export async function expectChain(page: Page, words: readonly string[]): Promise<void> {
  await expect(rows(page)).toHaveCount(words.length);
  for (const [at, row] of words.entries()) {
    await expect(rows(page).nth(at)).toHaveAccessibleName(new RegExp(`^${row}(, [\\d.]+ (ms|s|min))?$`));
  }
}

/** Fills a text box with a text of many lines, as pasting it does: typed in, Chromium takes seconds for some hundred. */
export async function fillAtOnce(box: Locator, text: string): Promise<void> {
  await expect(box).toBeEditable();
  await box.evaluate((element, value) => {
    const area = element as HTMLTextAreaElement;
    area.focus();
    area.value = value;
    area.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertFromPaste' }));
  }, text);
}

/** Waits for the tokens of a finished chain. */
export async function expectTokens(page: Page, username: string): Promise<Locator> {
  const set = page.getByRole('main').getByRole('article', { name: new RegExp(`^Tokens of ${username} on `) });
  await expect(set).toBeVisible();
  return set;
}

/** A place by its key: 1 start, 2 tokens, 3 sandbox, 4 targets, 5 reference, 6 authenticators, 9 history, `,` settings. */
export async function goTo(
  page: Page,
  key: '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9' | ',',
  title: string,
): Promise<void> {
  await page.keyboard.press(`Control+${key}`);
  await expect(page.getByRole('main', { name: title, exact: true })).toBeVisible();
}

/** Begins a chain by hand, on the target that is chosen. */
export async function newChain(page: Page, flow: string): Promise<void> {
  await page.keyboard.press('Control+n');
  await expect(page.getByRole('heading', { name: 'New chain', level: 1 })).toBeVisible();
  await page.getByRole('combobox', { name: 'Flow', exact: true }).selectOption(flow);
}

export interface TargetFields {
  readonly name: string;
  readonly clientId: string;
  readonly endpoint?: string;
  readonly region?: string;
  readonly userPoolId?: string;
  readonly clientSecret?: string;
}

/** Fills the target form; leaves saving to the story. */
export async function fillTarget(page: Page, fields: TargetFields): Promise<Locator> {
  await goTo(page, '4', 'Targets');
  await page.getByRole('button', { name: 'Add a target' }).first().click();
  const form = page.getByRole('form', { name: 'Target' });
  await form.getByRole('textbox', { name: 'App client ID' }).fill(fields.clientId);
  await form.getByRole('textbox', { name: 'Name', exact: true }).fill(fields.name);
  if (fields.userPoolId !== undefined)
    await form.getByRole('textbox', { name: 'User pool ID' }).fill(fields.userPoolId);
  if (fields.region !== undefined) await form.getByRole('textbox', { name: 'Region' }).fill(fields.region);
  if (fields.endpoint !== undefined)
    await form.getByRole('textbox', { name: 'Endpoint', exact: true }).fill(fields.endpoint);
  if (fields.clientSecret !== undefined)
    await form.getByLabel('Client secret', { exact: true }).fill(fields.clientSecret);
  return form;
}

/** Adds a target and makes it the one for new chains. */
export async function addTarget(page: Page, fields: TargetFields): Promise<void> {
  const form = await fillTarget(page, fields);
  await form.getByRole('button', { name: 'Add target' }).click();
  await expect(page.getByRole('heading', { name: fields.name, level: 1 })).toBeVisible();
}

/** Presses and holds the dot beside a masked value, and returns what shows meanwhile. */
export async function reveal(scope: Locator, name: string): Promise<string> {
  const dot = scope.getByRole('button', { name: `Reveal ${name}`, exact: true });
  const value = scope.getByRole('button', { name: `Copy ${name}: ` });
  const mask = await value.textContent();
  await dot.dispatchEvent('pointerdown');
  await expect(value).not.toHaveText(mask ?? '');
  const text = (await value.textContent()) ?? '';
  await dot.dispatchEvent('pointerup');
  await expect(value).toHaveText(mask ?? '');
  return text;
}

/** The inspector, on one of its tabs. */
export async function inspect(page: Page, tab: string): Promise<Locator> {
  const inspector = page.getByRole('region', { name: 'Inspector' });
  await inspector.getByRole('tab', { name: tab, exact: true }).click();
  return inspector.getByRole('tabpanel', { name: tab });
}

/** The request as it would go now. */
export async function requestJson(page: Page): Promise<{ [member: string]: unknown }> {
  return JSON.parse(await jsonEditor(page).inputValue()) as { [member: string]: unknown };
}
export function jsonEditor(page: Page): Locator {
  return page.getByRole('textbox', { name: 'Request body, JSON' });
}

/** Says where a computed value of the request comes from. */
export async function switchTo(
  page: Page,
  key: string,
  source: 'Computed' | 'Frozen' | 'Typed by hand' | 'Left out',
): Promise<void> {
  const choice = page
    .getByRole('radiogroup', { name: `${key}: where it comes from` })
    .getByRole('radio', { name: source });
  await choice.click();
  await expect(choice).toBeChecked();
}

/** The other sight of the form: the body as JSON, or the exact bytes of the request. */
export async function showText(page: Page, sight: 'JSON' | 'Exact bytes'): Promise<void> {
  const sights = page.getByRole('tablist', { name: 'The request as text' });
  await sights.getByRole('tab', { name: sight }).click();
}

/** Answers PASSWORD_VERIFIER, whose proof is computed from the password the console holds. */
export async function proveThePassword(page: Page): Promise<void> {
  await expectAsked(page, 'PASSWORD_VERIFIER');
  await send(page);
}

/** Puts the newest code of the sandbox's inbox into the form, and sends it. */
export async function useSentCode(page: Page, form: Locator): Promise<void> {
  await form.getByRole('button', { name: /^Use \d{6,8} (SMS|email) to / }).click();
  await send(page);
}

/** Answers the waiting challenge under another of Cognito's names. */
export async function answerAs(form: Locator, name: string): Promise<void> {
  await form.getByRole('combobox', { name: 'ChallengeName of the answer' }).selectOption(name);
}

/** Picks one of a field's choices from its list. */
export async function choose(form: Locator, field: string, value: string): Promise<void> {
  await form.getByRole('combobox', { name: field }).click();
  await form
    .getByRole('listbox')
    .getByRole('option', { name: new RegExp(`^${value}\\b`) })
    .click();
}

/** The part under the chain: answer, advice or tokens. */
export function whatComesNext(page: Page): Locator {
  return page.getByRole('group', { name: 'What comes next' });
}

/** Presses one of the buttons that say what to do about an error. */
export async function act(page: Page, label: string): Promise<void> {
  await whatComesNext(page)
    .getByRole('group', { name: 'What to do' })
    .getByRole('button', { name: label, exact: true })
    .click();
}
