import type { Reply } from '@core/cognito/wire.ts';
import { cliNameOf } from '@core/cognito/service/service.ts';
import { explainError } from '@core/errors/catalogue.ts';
import type { CoreFault } from '@core/form/form.ts';
import { lackingPermission } from '@core/host/service/lacking-permission.ts';
import { EXIT } from '../exit-codes.ts';
import { plain, plainLines } from '../plain-text.ts';

export type Refusal = Extract<Reply, { readonly kind: 'error' | 'failure' }>;

/** What a script greps for, in the AWS CLI's words, and below it what helps. */
export function refusalText(operation: string, reply: Refusal): string {
  if (reply.kind === 'failure') return `\n${plain(reply.detail)} (${reply.code})\n${triesText(reply.code)}`;
  const { code, message } = reply;
  const lacks = lackingPermission(operation, code, message);
  return [
    '\n',
    `An error occurred (${plain(code)}) when calling the ${operation} operation: ${plain(message)}\n`,
    lacks === undefined ? '' : `  The credentials lack ${plain(lacks)}.\n`,
    triesText(code, message, operation),
  ].join('');
}

/** Why nothing was sent. */
export function faultLines({ code, detail }: CoreFault, operation: string): string {
  // The catalogue speaks of any operation.
  const tries = triesText(code).replaceAll('admin OPERATION', `admin ${cliNameOf(operation)}`);
  return `\n${plainLines(detail)} (${code})\n${tries}`;
}

function triesText(code: string, message?: string, operation?: string): string {
  return (explainError(code, message, operation)?.tries ?? []).map((hint) => `  try: ${hint}\n`).join('');
}

/** The exit code of a fault: the AWS CLI's where it knows such a thing, else ours. */
export function exitOfFault({ code }: CoreFault): number {
  if (code === 'ADMIN_INPUT') return EXIT.badRequest.code;
  if (code.startsWith('AWS_') || code.startsWith('REGION_')) return EXIT.noCredentials.code;
  if (code === 'TARGET_UNKNOWN') return EXIT.unreachable.code;
  if (code === 'SANDBOX_START') return EXIT.sandbox.code;
  if (code === 'ADMIN_PAGES') return EXIT.unanswered.code;
  return code.startsWith('ENDPOINT_') ? EXIT.badRequest.code : EXIT.unusable.code;
}
