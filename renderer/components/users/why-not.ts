import { errorNamed, explainError } from '@core/errors/catalogue.ts';
import type { Fault } from '@core/form/form.ts';
import type { PartName } from './use-user.ts';

/** What an exception means for a part, where its own words say less. */
const MEANS: Readonly<Partial<Record<PartName, Readonly<Record<string, string>>>>> = {
  signIns: {
    UserPoolAddOnNotEnabledException:
      'Threat protection is off in this pool, so Cognito keeps no sign-in events.',
  },
  sessions: {
    OperationNotEnabledException: 'Session tracking is off in this pool, so Cognito tells of no sessions.',
  },
};
const ANYWHERE: Readonly<Record<string, string>> = {
  UnknownOperationException: 'This endpoint does not have the operation.',
};

/** A lack of rights in one sentence, apart from AWS's own words for it: they name everything there is to name. */
export function apart(says: string): { readonly says: string; readonly more?: string } {
  const [, lack, more] = /^(The credentials lack \S+\.) (\S[\s\S]*)$/.exec(says) ?? [];
  return lack === undefined || more === undefined ? { says } : { says: lack, more };
}

export function whyNotApart(part: PartName, fault: Fault): ReturnType<typeof apart> {
  return apart(whyNot(part, fault));
}

/** Why a part can't be read, as one sentence. */
export function whyNot(part: PartName, { code, detail }: Fault): string {
  const means = MEANS[part]?.[code] ?? ANYWHERE[code];
  if (means !== undefined) return means;
  // A bare exception's name explains nothing: the catalogue does.
  return detail === '' || detail === code ? (errorNamed(code)?.meaning ?? code) : detail;
}

/**
 * What to try, as the catalogue has it for the message. What it says of an exception of Cognito's by its name alone is about
 * sign-ins: nothing, then.
 */
export function whatToTry({ code, detail }: Fault): readonly string[] {
  const known = explainError(code, detail);
  const isSignIns = known?.entry.kind === 'cognito' && known.message === undefined;
  return known === undefined || isSignIns ? [] : known.tries;
}
