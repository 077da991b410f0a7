import type { Stage } from '../../support/shared.ts';
import {
  act,
  expectAsked,
  expectTokens,
  proveThePassword,
  send,
  startSeeded,
  useSentCode,
} from '../../support/steps.ts';
import { annToTotp, type ErrorStory, finishAnn } from './story.ts';

// What nobody can bring about from outside: one fault rule of the sandbox, which rests after it has fired.

/** What a rule says, where Cognito's own words are not the point. */
export const TOLD = 'By a rule of this story.';
const IN_PLACE = ['Try again'];
const ADMIN_IN_PLACE = ['Open the sandbox', 'Try again'];
const ADMIN_AT_START = ['Open the sandbox', 'Start again after that'];

/** Sets a fault rule. */
export async function rule({ control }: Stage, line: string): Promise<void> {
  await control('POST', 'faults', { rule: line });
}

/** ann's TOTP answer is refused; the same Session takes it afterwards. */
function atTotp(
  code: string,
  offers = IN_PLACE,
  told: { message?: string; status?: number; answer?: string } = {},
): ErrorStory {
  const { message = TOLD, status = 400, answer = `${code} "${message}"` } = told;
  return {
    code,
    by: 'a rule at SOFTWARE_TOKEN_MFA',
    message,
    status,
    offers,
    provoke: async (stage) => {
      await rule(stage, `RespondToAuthChallenge challenge=SOFTWARE_TOKEN_MFA times=1 -> ${answer}`);
      await startSeeded(stage.page, 'ann');
      await annToTotp(stage.page);
      await send(stage.page);
    },
    goOn: async ({ page }) => {
      await act(page, 'Try again');
      await finishAnn(page);
    },
  };
}

/** ann's first request is refused; starting again works. */
function atStart(
  code: string,
  offers: readonly string[],
  told: { message?: string; status?: number; answer?: string } = {},
): ErrorStory {
  const { message = TOLD, status = 400, answer = `${code} "${message}"` } = told;
  return {
    code,
    by: 'a rule at InitiateAuth',
    message,
    status,
    offers,
    provoke: async (stage) => {
      await rule(stage, `InitiateAuth times=1 -> ${answer}`);
      await startSeeded(stage.page, 'ann');
    },
    goOn: async ({ page }) => {
      await act(page, offers.at(-1) ?? '');
      await annToTotp(page);
      await finishAnn(page);
    },
  };
}

/** No code can be sent, because of a role of the pool. */
function atSending(code: string, user: 'pam' | 'liz'): ErrorStory {
  const atOnce = user === 'pam';
  return {
    code,
    by: 'a rule when a code is to be sent',
    message: TOLD,
    status: 400,
    offers: atOnce ? ADMIN_AT_START : ADMIN_IN_PLACE,
    provoke: async (stage) => {
      const operation = atOnce ? 'InitiateAuth' : 'RespondToAuthChallenge';
      await rule(stage, `${operation} user=${user} times=1 -> ${code} "${TOLD}"`);
      await startSeeded(stage.page, user);
      if (!atOnce) await proveThePassword(stage.page);
    },
    goOn: async ({ page }) => {
      await act(page, atOnce ? 'Start again after that' : 'Try again');
      if (!atOnce) await proveThePassword(page);
      await useSentCode(page, await expectAsked(page, atOnce ? 'SMS_MFA' : 'EMAIL_OTP'));
      await expectTokens(page, user);
    },
  };
}

export const byRule: readonly ErrorStory[] = [
  atTotp('TooManyRequestsException', IN_PLACE, { message: 'Rate exceeded' }),
  atTotp('InternalErrorException', IN_PLACE, { status: 500 }),
  atTotp('ForbiddenException', ADMIN_IN_PLACE, {
    message: 'Request not allowed due to WAF block.',
    status: 403,
  }),
  atTotp('InvalidUserPoolConfigurationException', ADMIN_IN_PLACE),
  atStart('OperationNotEnabledException', ['Open the sandbox', 'Start again']),
  atStart('FeatureUnavailableInTierException', ADMIN_AT_START),
  atSending('InvalidSmsRoleAccessPolicyException', 'pam'),
  atSending('InvalidSmsRoleTrustRelationshipException', 'pam'),
  atSending('InvalidEmailRoleAccessPolicyException', 'liz'),
  {
    code: 'PasswordHistoryPolicyViolationException',
    by: 'a rule at NEW_PASSWORD_REQUIRED',
    message: TOLD,
    status: 400,
    offers: IN_PLACE,
    provoke: async (stage) => {
      const { page } = stage;
      await rule(
        stage,
        `RespondToAuthChallenge challenge=NEW_PASSWORD_REQUIRED times=1 -> PasswordHistoryPolicyViolationException "${TOLD}"`,
      );
      await startSeeded(page, 'eli');
      await proveThePassword(page);
      const form = await expectAsked(page, 'NEW_PASSWORD_REQUIRED');
      await form.getByLabel('New password', { exact: true }).fill('Former-horse-1');
      await send(page);
    },
    goOn: async ({ page }) => {
      await act(page, 'Try again');
      const form = await expectAsked(page, 'NEW_PASSWORD_REQUIRED');
      await form.getByLabel('New password', { exact: true }).fill('Better-horse-2');
      await send(page);
      await expectTokens(page, 'eli');
    },
  },
  {
    code: 'ConcurrentModificationException',
    by: 'a rule at AssociateSoftwareToken',
    message: TOLD,
    status: 400,
    offers: IN_PLACE,
    provoke: async (stage) => {
      const { page } = stage;
      await rule(stage, `AssociateSoftwareToken times=1 -> ConcurrentModificationException "${TOLD}"`);
      await startSeeded(page, 'gus');
      await proveThePassword(page);
      const form = await expectAsked(page, 'MFA_SETUP');
      await form.getByRole('button', { name: 'Get a secret' }).click();
    },
    goOn: async ({ page }) => {
      await act(page, 'Try again');
      const form = await expectAsked(page, 'MFA_SETUP');
      await form.getByRole('button', { name: 'Get a secret' }).click();
      await form.getByRole('button', { name: 'Verify the code' }).click();
      await page.getByRole('option', { name: /VerifySoftwareToken, done/ }).waitFor();
      await send(page);
      await expectTokens(page, 'gus');
    },
  },

  // Before Cognito itself.
  atTotp('UnknownOperationException', ADMIN_IN_PLACE),
  atTotp('MissingAuthenticationTokenException'),
  atTotp('UnrecognizedClientException'),
  atTotp('ExpiredTokenException'),
  atTotp('InvalidSignatureException'),
  atTotp('AccessDeniedException', ADMIN_IN_PLACE),
  atTotp('ThrottlingException'),

  // No usable answer.
  atTotp('RESET', IN_PLACE, { answer: 'drop', status: 0, message: 'without an answer' }),
  atTotp('NOT_JSON', ADMIN_IN_PLACE, {
    answer: 'html 502',
    status: 502,
    message: 'HTML page instead of JSON',
  }),
  atStart('TRUNCATED', ['Start again'], { answer: 'cut 40', status: 200, message: 'The answer' }),
];
