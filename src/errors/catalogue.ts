import { actionFaults } from './action-faults.ts';
import { adminFaults } from './admin-faults.ts';
import { awsFaults } from './aws-faults.ts';
import { bulkFaults } from './bulk-faults.ts';
import { codeErrors } from './code.ts';
import type { Elsewhere, ErrorEntry, ErrorMessage, NextMove, SessionAfter } from './entry.ts';
import { exportFaults } from './export-faults.ts';
import { faults } from './faults.ts';
import { frontDoorErrors } from './front-door.ts';
import { harmFaults } from './harm-faults.ts';
import { hostFaults } from './host-faults.ts';
import { importFaults } from './import-faults.ts';
import { managementErrors } from './management.ts';
import { notAuthorized } from './not-authorized.ts';
import { SIGN_IN } from './operations.ts';
import { poolErrors } from './pool.ts';
import { requestErrors } from './request.ts';
import { reportFaults } from './report-faults.ts';
import { scenarioCodeFaults } from './scenario-code-faults.ts';
import { scenarioFileFaults } from './scenario-file-faults.ts';
import { scenarioRunFaults } from './scenario-run-faults.ts';
import { scenarioTextFaults } from './scenario-text-faults.ts';
import { tokenAndDeviceErrors } from './token-and-device.ts';
import { userErrors } from './user.ts';
import { usersFaults } from './users-faults.ts';
import { wireFailures } from './wire-failures.ts';

/** Every error the product can explain, Cognito's own first. */
export const catalogue: readonly ErrorEntry[] = [
  notAuthorized,
  ...requestErrors,
  ...userErrors,
  ...codeErrors,
  ...poolErrors,
  ...tokenAndDeviceErrors,
  ...managementErrors,
  ...frontDoorErrors,
  ...wireFailures,
  ...faults,
  ...hostFaults,
  ...adminFaults,
  ...awsFaults,
  ...actionFaults,
  ...harmFaults,
  ...usersFaults,
  ...bulkFaults,
  ...exportFaults,
  ...importFaults,
  ...scenarioFileFaults,
  ...reportFaults,
  ...scenarioCodeFaults,
  ...scenarioRunFaults,
  ...scenarioTextFaults,
];

const byCode = new Map(catalogue.map((entry) => [entry.code, entry]));

/** The entry of a code, undefined for one nobody knows yet: show that raw, with its exchange. */
export function errorNamed(code: string): ErrorEntry | undefined {
  return byCode.get(code);
}

/** An error as the card shows it: the entry, narrowed down by the message where the message is known. */
export interface Explanation {
  readonly entry: ErrorEntry;
  readonly message?: ErrorMessage;
  readonly meaning: string;
  readonly causes: readonly string[];
  readonly tries: readonly string[];
  readonly sessionAfter: SessionAfter;
  readonly next: NextMove;
}

/**
 * What is known about an error.
 * @param code the exception's name without namespace, or a code of ours
 * @param message the text that came with it. Cognito's messages are no contract: they only refine what the code says
 * @param operation that was refused, AWS's name; absent: one of a sign-in
 * @returns undefined for an unknown code
 */
export function explainError(code: string, message = '', operation?: string): Explanation | undefined {
  const entry = errorNamed(code);
  if (entry === undefined) return undefined;
  const refined = entry.messages.find((known) => matches(known, message));
  const isElsewhere = operation !== undefined && !SIGN_IN.some((name) => name === operation);
  const usual = (isElsewhere ? elsewhereOf(entry, operation) : undefined) ?? entry;
  return {
    entry,
    ...(refined === undefined ? {} : { message: refined }),
    meaning: refined?.meaning ?? usual.meaning,
    causes: refined?.causes ?? usual.causes,
    tries: (isElsewhere ? refined?.triesElsewhere : undefined) ?? refined?.tries ?? usual.tries,
    sessionAfter: refined?.sessionAfter ?? entry.sessionAfter,
    next: refined?.next ?? entry.next,
  };
}

function elsewhereOf({ elsewhere }: ErrorEntry, operation: string): Elsewhere | undefined {
  return elsewhere?.find(
    ({ operations }) => operations === undefined || new RegExp(`^(?:${operations})$`).test(operation),
  );
}

function matches(known: ErrorMessage, message: string): boolean {
  if (known.pattern !== undefined) return new RegExp(`^(?:${known.pattern})$`, 'i').test(message.trim());
  return plain(known.text) === plain(message);
}

function plain(text: string): string {
  return text.trim().replace(/\.$/, '').toLowerCase();
}
