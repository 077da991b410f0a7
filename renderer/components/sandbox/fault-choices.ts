import { challenges } from '@core/challenges/index.ts';
import { catalogue } from '@core/errors/catalogue.ts';
import { COVERED_OPERATIONS } from '@core/errors/operations.ts';
import type { ComboChoice } from '../../ui/UiCombo.vue';
import type { FaultKind } from './fault-draft.ts';

export const operationChoices: readonly ComboChoice[] = COVERED_OPERATIONS.map((value) => ({ value }));

export const challengeChoices: readonly ComboChoice[] = challenges.map(({ name, title }) => ({
  value: name,
  label: title,
}));

/** What a service can answer; the codes of this product's own are none of it. */
export const exceptionChoices: readonly ComboChoice[] = catalogue
  .filter(({ kind }) => kind !== 'own')
  .map(({ code }) => ({ value: code }));

export const kindChoices: readonly { readonly value: FaultKind; readonly label: string }[] = [
  { value: 'exception', label: 'Answers with an exception' },
  { value: 'late', label: 'Answers late' },
  { value: 'throttle', label: 'Throttles' },
  { value: 'cut', label: 'Cuts the answer short' },
  { value: 'html', label: 'Answers with an HTML page' },
  { value: 'redirect', label: 'Redirects elsewhere' },
  { value: 'contentType', label: 'Announces another content type' },
  { value: 'oversize', label: 'Answers with too much' },
  { value: 'unnamed', label: 'Answers with an error of no type' },
  { value: 'drop', label: 'Drops the connection' },
];

/** Rules to begin with: each fills the form. */
export const faultExamples: readonly { readonly says: string; readonly line: string }[] = [
  {
    says: 'The first TOTP code is refused, the next one passes',
    line: 'RespondToAuthChallenge challenge=SOFTWARE_TOKEN_MFA times=1 -> CodeMismatchException',
  },
  {
    says: 'Every sign-in starts two seconds late and is throttled',
    line: 'InitiateAuth -> delay 2s then TooManyRequestsException',
  },
  {
    says: 'One answer in five is lost on the way',
    line: 'RespondToAuthChallenge chance=0.2 -> drop',
  },
];
