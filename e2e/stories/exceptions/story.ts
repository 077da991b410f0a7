import type { Page } from '@playwright/test';
import { valueOf } from '../../support/bridge.ts';
import type { Stage } from '../../support/shared.ts';
import { expectAsked, expectTokens, newChain, proveThePassword, send } from '../../support/steps.ts';

/** How a person meets an error, and how they get past it. */
export interface ErrorStory {
  readonly code: string;
  /** What makes it come, for the title. */
  readonly by: string;
  /** Up to the step that fails. */
  readonly provoke: (stage: Stage) => Promise<void>;
  /** The words it comes with. For failures of the wire: what the detail must hold. */
  readonly message: string;
  /** HTTP status received; 0 when no answer came. */
  readonly status: number;
  /** What the window offers about it, what fits best first. */
  readonly offers: readonly string[];
  /** From the error to where the person wanted to be. */
  readonly goOn: (stage: Stage) => Promise<void>;
}

export const PASSWORD = 'Correct-horse-1';
export const POOL = 'eu-west-1_Kq7Zt2mXa';
export const CLIENTS = {
  web: '4k2p7v9m1x6c8b3n5q0z2l7t4h',
  legacy: '2m6n4b8v1c9x3z7l5k0j2h6g4f',
} as const;

/** The form of a new chain on an app client of the sandbox. */
export async function newChainOn(page: Page, clientId: string, flow: string): Promise<void> {
  const targets = await valueOf<{ id: string; clientId: string }[]>(page, 'targets.list');
  const target = targets.find((candidate) => candidate.clientId === clientId);
  await newChain(page, flow);
  await page
    .getByRole('main')
    .getByRole('combobox', { name: 'Target', exact: true })
    .selectOption(target?.id ?? '');
}

/** Fills in who signs in, and sends it. */
export async function signInWith(page: Page, username: string, password = PASSWORD): Promise<void> {
  await page.getByRole('textbox', { name: 'Username' }).fill(username);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await send(page);
}

/** From the beginning of ann's sign-in to its second factor. */
export async function annToTotp(page: Page): Promise<void> {
  await proveThePassword(page);
  await expectAsked(page, 'SOFTWARE_TOKEN_MFA');
}

/** The live code is in the field. */
export async function finishAnn(page: Page): Promise<void> {
  await expectAsked(page, 'SOFTWARE_TOKEN_MFA');
  await send(page);
  await expectTokens(page, 'ann');
}

/** As an administrator does it: a user of the seed, with changes. */
export async function changeUser(
  { control }: Stage,
  username: string,
  changes: Readonly<Record<string, unknown>>,
): Promise<void> {
  const { users } = await control<{ users: { Username: string }[] }>('GET', `users/${POOL}`);
  await control('PUT', `users/${POOL}`, {
    ...users.find((user) => user.Username === username),
    ...changes,
  });
}
