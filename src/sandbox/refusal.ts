import { coreFault, type CoreFault } from '../form/form.ts';

/**
 * A refusal as Cognito words it: `code` is the exception's name, `detail` its message. Operations throw it and the
 * engine turns it into the error reply.
 */
export function refusal(exception: string, message: string): CoreFault {
  return coreFault(exception, message);
}

/** True for what `refusal` made. Node's own errors carry codes too (`ERR_…`), but never one that ends this way. */
export function isRefusal(error: unknown): error is CoreFault {
  return error instanceof Error && 'code' in error && String(error.code).endsWith('Exception');
}

/** "Missing required parameter X", protocol reference 1.2 and 4.3. */
export function missingParameter(name: string): CoreFault {
  return refusal('InvalidParameterException', `Missing required parameter ${name}`);
}

export function incorrectPassword(): CoreFault {
  return refusal('NotAuthorizedException', 'Incorrect username or password.');
}

export function invalidSession(): CoreFault {
  return refusal('NotAuthorizedException', 'Invalid session for the user.');
}
