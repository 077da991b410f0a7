import { expect } from '@playwright/test';
import { act, expectAsked, expectTokens, proveThePassword, send, startSeeded } from '../../support/steps.ts';
import { changeUser, type ErrorStory } from './story.ts';

// What is so in the pool: a user’s state, a trigger. In the sandbox the person is its administrator.

const CUSTOM_POOL = 'eu-west-1_Qc7Mv4wTz';
const ADMIN_AFTER_START = ['Open the sandbox', 'Start again after that'];

/** A user whose state has to change first: as the sandbox's administrator, then again. */
function stateOf(
  code: string,
  by: string,
  username: string,
  message: string,
  mend: Readonly<Record<string, unknown>>,
  atVerifier = true,
): ErrorStory {
  return {
    code,
    by,
    message,
    status: 400,
    offers: ADMIN_AFTER_START,
    provoke: async ({ page }) => {
      await startSeeded(page, username);
      if (atVerifier) await proveThePassword(page);
    },
    goOn: async (stage) => {
      const { page } = stage;
      await act(page, 'Open the sandbox');
      await expect(page.getByRole('main', { name: 'Sandbox', exact: true })).toBeVisible();
      await changeUser(stage, username, mend);
      await page
        .getByRole('navigation', { name: 'Chains' })
        .getByRole('link', { name: new RegExp(username) })
        .first()
        .click();
      await act(page, 'Start again after that');
      await proveThePassword(page);
      await expectTokens(page, username);
    },
  };
}

/** una's sign-in with another trigger in place of the seed's; put right, it goes on. */
function trigger(
  code: string,
  by: string,
  source: string,
  message: string,
  offers: readonly string[],
): ErrorStory {
  const path = `triggers/${CUSTOM_POOL}/DefineAuthChallenge`;
  let seeded = '';
  return {
    code,
    by,
    message,
    status: 400,
    offers,
    provoke: async ({ page, control }) => {
      const { triggers } = await control<{ triggers: Record<string, string> }>(
        'GET',
        `triggers/${CUSTOM_POOL}`,
      );
      seeded = triggers['DefineAuthChallenge'] ?? '';
      await control('PUT', path, { source });
      await startSeeded(page, 'una');
    },
    goOn: async ({ page, control }) => {
      await control('PUT', path, { source: seeded });
      await act(page, offers.at(-1) ?? '');
      await expectAsked(page, 'CUSTOM_CHALLENGE');
      await send(page);
      await expectTokens(page, 'una');
    },
  };
}

export const poolErrors: readonly ErrorStory[] = [
  {
    code: 'NotAuthorizedException',
    by: 'a trigger that ends the sign-in',
    message: 'Incorrect username or password.',
    status: 400,
    offers: ['Start again'],
    provoke: async ({ page }) => {
      await startSeeded(page, 'rob');
      await expectAsked(page, 'CUSTOM_CHALLENGE');
      await send(page);
    },
    goOn: async ({ page }) => {
      await act(page, 'Start again');
      await expectAsked(page, 'CUSTOM_CHALLENGE');
    },
  },
  stateOf('NotAuthorizedException', 'a disabled user', 'kim', 'User is disabled.', { Enabled: true }),
  stateOf('UserNotConfirmedException', 'a user who never confirmed', 'jon', 'User is not confirmed.', {
    UserStatus: 'CONFIRMED',
  }),
  stateOf(
    'PasswordResetRequiredException',
    'a password that was reset',
    'lea',
    'Password reset required for the user',
    {
      UserStatus: 'CONFIRMED',
    },
  ),
  {
    code: 'UserLambdaValidationException',
    by: 'a trigger that throws',
    message: 'DefineAuthChallenge failed with error Wes is not welcome.',
    status: 400,
    offers: ADMIN_AFTER_START,
    provoke: async ({ page }) => startSeeded(page, 'wes'),
    goOn: async ({ page, control }) => {
      const welcoming =
        'export const handler = async (event) => { event.response.issueTokens = true; return event; };';
      await control('PUT', `triggers/${CUSTOM_POOL}/DefineAuthChallenge`, { source: welcoming });
      await act(page, 'Start again after that');
      await expectTokens(page, 'wes');
    },
  },
  trigger(
    'InvalidLambdaResponseException',
    'a trigger that returns nothing',
    'export const handler = async (event) => undefined;',
    'Unrecognizable lambda output',
    ADMIN_AFTER_START,
  ),
  trigger(
    'UnexpectedLambdaException',
    'a trigger that never ends',
    'export const handler = async () => { for (;;); };',
    'DefineAuthChallenge invocation failed due to error Socket timeout while invoking Lambda function.',
    ['Start again'],
  ),
];
