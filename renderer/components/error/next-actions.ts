import type { Chain } from '@core/chain/model.ts';
import { explainError } from '@core/errors/catalogue.ts';
import type { NextMove } from '@core/errors/entry.ts';
import type { ExplainedCause } from '@core/contract/explain.ts';
import { fixable } from '../explain/use-explanation.ts';
import { answerAgain } from '../answer/start-again.ts';
import { isCall } from '../call/call-place.ts';

/** Something a person can do from here about a step that failed. */
export interface NextAction {
  readonly kind:
    /** the waiting challenge, again */
    | 'try'
    /** the same sign-in as a new chain */
    | 'start'
    /** the form of a new chain, filled in as this one began */
    | 'change'
    /** a sign-in in place of a refresh that can't work any more */
    | 'signIn'
    /** the sandbox, where everybody is the administrator */
    | 'sandbox'
    | 'target'
    /** the page of who could not sign in */
    | 'user'
    | 'tokens'
    /** the form of the call that failed, filled in as it went */
    | 'edit'
    /** what an administrator needs to know, to the clipboard */
    | 'report';
  readonly label: string;
}

const REFRESHES: ReadonlySet<string> = new Set(['REFRESH_TOKEN_AUTH', 'GetTokensFromRefreshToken']);

/** Sent from where tokens stand, with one of them. */
const OF_TOKENS: ReadonlySet<string> = new Set(['RevokeToken', 'GlobalSignOut']);

const OF_USER: ReadonlySet<string> = new Set([
  'UserNotFoundException',
  'UserNotConfirmedException',
  'PasswordResetRequiredException',
  'MFAMethodNotFoundException',
  'SoftwareTokenMFANotFoundException',
  'NotAuthorizedException',
]);

const TRY: NextAction = { kind: 'try', label: 'Try again' };
const START: NextAction = { kind: 'start', label: 'Start again' };
const START_LATER: NextAction = { kind: 'start', label: 'Start again after that' };
const CHANGE: NextAction = { kind: 'change', label: 'Change and start again' };
const SIGN_IN: NextAction = { kind: 'signIn', label: 'Sign in again' };
const SANDBOX: NextAction = { kind: 'sandbox', label: 'Open the sandbox' };
const TARGET: NextAction = { kind: 'target', label: 'Open the target' };
const REPORT: NextAction = { kind: 'report', label: 'Copy for the administrator' };
const USER: NextAction = { kind: 'user', label: 'Open this user' };
const TOKENS: NextAction = { kind: 'tokens', label: 'Open the tokens' };
const EDIT: NextAction = { kind: 'edit', label: 'Edit and send again' };

/** What the catalogue advises about the newest step; undefined when that did not fail. */
export function nextMove(chain: Chain): NextMove | undefined {
  const outcome = chain.steps.at(-1)?.outcome;
  if (outcome?.kind !== 'error' && outcome?.kind !== 'failure') return undefined;
  const message = outcome.kind === 'error' ? outcome.message : '';
  // A code nobody knows yet: trying again is what can be done.
  return explainError(outcome.code, message)?.next ?? 'answer';
}

/** What can be done about the newest step when it failed: first what fits the error, then what is possible besides. */
export function nextActions(chain: Chain): readonly NextAction[] {
  const actions = actionsFor(chain);
  if (actions.length === 0 || !hasUserPage(chain) || !isOfUser(chain)) return actions;
  // What an administrator does to the user is done on their page.
  return isMendedOnPage(chain) ? [USER, ...actions] : [...actions, USER];
}

/** Whether the newest step was refused for what the user is or has: their page shows it. */
function isOfUser({ steps, flow }: Chain): boolean {
  const outcome = steps.at(-1)?.outcome;
  return outcome?.kind === 'error' && OF_USER.has(outcome.code) && !REFRESHES.has(flow);
}

/** Of what an administrator has to change: all but a factor that the pool lacks, and a pool nobody signs up to. */
function isMendedOnPage(chain: Chain): boolean {
  const step = chain.steps.at(-1);
  return (
    nextMove(chain) === 'administrator' &&
    step?.operation !== 'SignUp' &&
    step?.outcome?.kind === 'error' &&
    step.outcome.code !== 'SoftwareTokenMFANotFoundException'
  );
}

/** Whether the pool of a chain can be asked who its user is. */
export function hasUserPage({ username, target }: Chain): boolean {
  return username !== '' && (target.userPoolId ?? '') !== '';
}

function actionsFor(chain: Chain): readonly NextAction[] {
  const move = nextMove(chain);
  if (move === undefined || move === 'nothing' || chain.status === 'sending') return [];
  // Beside tokens that came: what failed is run again from where it stands.
  const again = chain.status === 'tokens' ? undefined : againFor(chain);
  const place = chain.target.kind === 'sandbox' ? SANDBOX : move === 'target' ? TARGET : undefined;
  switch (move) {
    case 'administrator':
      // Until somebody has acted a new sign-in ends the same way: it comes last, and says so.
      return [place ?? REPORT, again === START ? START_LATER : again].filter(isThere);
    case 'target':
      return [place, again].filter(isThere);
    case 'resend':
      return [again].filter(isThere);
    case 'restart':
      return again === TRY ? [START] : changed(chain, again, chain.pending !== undefined);
    case 'answer':
    case 'change':
      return again === TRY ? [TRY] : changed(chain, again, move === 'answer' && chain.pending !== undefined);
  }
}

/**
 * Whether the card of the newest step has the one primary button in sight. Not where all it has is “Try again”: that
 * leads to the form, and sending is what does it.
 */
export function cardLeads(
  causes: readonly ExplainedCause[] | undefined,
  actions: readonly NextAction[] = [],
): boolean {
  return fixable(causes) !== undefined || (actions[0] !== undefined && actions[0].kind !== 'try');
}

function againFor(chain: Chain): NextAction | undefined {
  if (chain.pending && !chain.pending.spent) return TRY;
  if (answerAgain(chain) !== undefined) return START;
  // No flow starts these chains: they begin at the tokens, or are a call of an operation.
  return isCall(chain, chain.steps.at(-1)?.id) && !OF_TOKENS.has(chain.flow) ? EDIT : TOKENS;
}

/**
 * @param same whether starting again leads to where another answer can be given; else the same request would be refused
 *   the same way
 */
function changed(chain: Chain, again: NextAction | undefined, same: boolean): readonly NextAction[] {
  if (again !== START || same) return [again].filter(isThere);
  return [REFRESHES.has(chain.flow) ? SIGN_IN : CHANGE, START];
}

function isThere(action: NextAction | undefined): action is NextAction {
  return action !== undefined;
}
