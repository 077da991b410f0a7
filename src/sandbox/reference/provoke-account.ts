import { accountSandbox, attributes } from '../testing-account.ts';
import type { Provoke } from './provoke.ts';

/** The exceptions of sign-up and recovery that no sign-in gets. */
export const accountExceptions: Readonly<Record<string, Provoke>> = {
  // The pool is to verify phone numbers, and has nothing to send an SMS with.
  CodeDeliveryFailureException: () =>
    accountSandbox({ pool: { AutoVerifiedAttributes: ['phone_number'] } }).signUp('una', {
      UserAttributes: attributes({ phone_number: '+447700900123' }),
    }),
  // Sessions are told of where the pool tracks them, and a new pool does not.
  OperationNotEnabledException: async () => {
    const sandbox = accountSandbox({});
    await sandbox.signUp('una');
    return sandbox.administer('AdminListUserSessions', { Username: 'una' });
  },
  TooManyFailedAttemptsException: async () => {
    const sandbox = accountSandbox(
      { pool: { AutoVerifiedAttributes: ['email'] } },
      { settings: { tooManyFailedAttempts: true } },
    );
    await sandbox.signUp('una', { UserAttributes: attributes({ email: 'una@example.com' }) });
    const confirm = (ConfirmationCode: string) =>
      sandbox.ask('ConfirmSignUp', { Username: 'una', ConfirmationCode });
    for (let tried = 0; tried < 15; tried += 1) await confirm('wrong');
    return confirm(sandbox.newest()?.code ?? '');
  },
};
