/** What a failed answer did to the Session it carried: decides whether the same step may be tried again. */
export type SessionAfter =
  /** still good: answer the same challenge again */
  | 'kept'
  /** used up, expired or foreign: a new sign-in, or the newest Session of the chain, is needed */
  | 'lost'
  /** AWS doesn't say and nobody measured it: trying is the way to find out */
  | 'unknown';

/** What a person does next about it, by who can put it right. */
export type NextMove =
  /** the same challenge, answered otherwise */
  | 'answer'
  /** the same request once more, perhaps after a wait */
  | 'resend'
  /** a new sign-in */
  | 'restart'
  /** another request: a flow, a name or a member of it has to change */
  | 'change'
  /** what this console stores of the target has to change: client id, secret, region, endpoint */
  | 'target'
  /** somebody with rights over the pool has to act first: until then a new sign-in ends the same way */
  | 'administrator'
  /** nothing: what was asked for is so already */
  | 'nothing';

/** One message an exception is seen with: it narrows down what the exception's name leaves open. */
export interface ErrorMessage {
  /** The message as the service writes it; words in capitals (CLIENTID, TRIGGER, TEXT, NAME) stand for what varies. */
  readonly text: string;
  /**
   * Regular expression source for the whole message, matched without regard to case, where `text` varies.
   * Without it, `text` is compared regardless of case and of a full stop at the end.
   */
  readonly pattern?: string;
  readonly meaning: string;
  /** Replace the exception's own lists when present. */
  readonly causes?: readonly string[];
  readonly tries?: readonly string[];
  readonly sessionAfter?: SessionAfter;
  readonly next?: NextMove;
  /** What to try where another operation than one of a sign-in was refused with it. */
  readonly triesElsewhere?: readonly string[];
  /** Where this message travels with another status than the exception does. */
  readonly wireStatus?: number;
}

/** What an error says of other operations than those that step a sign-in. */
export interface Elsewhere extends Pick<ErrorEntry, 'meaning' | 'causes' | 'tries'> {
  /** Their names, as a pattern of the whole name; absent: all of them. */
  readonly operations?: string;
}

/** Everything the product knows about one error code. */
export interface ErrorEntry {
  /** AWS's exception name without namespace, or a code of ours in capitals. */
  readonly code: string;
  readonly kind:
    /** an exception of the Cognito user pools model */
    | 'cognito'
    /** raised before Cognito sees the request; common to AWS's JSON services, outside the model */
    | 'front-door'
    /** this product's own: no answer that could be used, or an input that can't be computed with */
    | 'own';
  /** Operations that declare it, AWS's names. Empty for front-door errors and our own. */
  readonly operations: readonly string[];
  /**
   * The number the documented OpenAPI page of RespondToAuthChallenge prints (480-499, 500). The converter that made
   * the page invented these numbers; no real endpoint sends them.
   */
  readonly seedStatus?: number;
  /** HTTP status in AWS's API Reference. */
  readonly apiReferenceStatus?: number;
  /** HTTP status in the AWS SDK's schema. */
  readonly sdkStatus?: number;
  /** HTTP status seen on the wire; absent where nobody has published a capture. */
  readonly wireStatus?: number;
  /** True when the same request, unchanged, can succeed after a wait. The AWS SDKs repeat these by themselves. */
  readonly retry: boolean;
  /** The service asks to slow down: the only refusal a run tries again by itself. */
  readonly throttles?: boolean;
  readonly sessionAfter: SessionAfter;
  readonly next: NextMove;
  readonly meaning: string;
  readonly causes: readonly string[];
  /** What to try, most promising first. */
  readonly tries: readonly string[];
  /** In their place for operations that step no sign-in, where the lists above speak of sign-ins: the first that fits. */
  readonly elsewhere?: readonly Elsewhere[];
  /** How a tester provokes it. */
  readonly provoke: string;
  /** More exact patterns first. */
  readonly messages: readonly ErrorMessage[];
  /** Where this is known from. */
  readonly source: string;
}

type Given<K extends keyof ErrorEntry> = Pick<ErrorEntry, K> & Partial<Omit<ErrorEntry, K | 'kind'>>;

const API_REFERENCE = 'https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference';

/** What usually helps, where an entry does not say. */
function usualMove({ retry, sessionAfter }: Pick<ErrorEntry, 'retry' | 'sessionAfter'>): NextMove {
  if (retry) return 'resend';
  return sessionAfter === 'kept' ? 'answer' : sessionAfter === 'lost' ? 'restart' : 'change';
}

function withMove(entry: Omit<ErrorEntry, 'next'> & { readonly next?: NextMove }): ErrorEntry {
  return { ...entry, next: entry.next ?? usualMove(entry) };
}

/** An exception of the model. Most come with status 400 by the API Reference and by the SDK's schema: the default. */
export function cognitoError(
  entry: Given<'code' | 'operations' | 'meaning' | 'causes' | 'tries' | 'provoke'>,
): ErrorEntry {
  return withMove({
    apiReferenceStatus: 400,
    sdkStatus: 400,
    retry: false,
    sessionAfter: 'unknown',
    messages: [],
    source: `${API_REFERENCE}/API_${entry.operations[0]}.html`,
    ...entry,
    kind: 'cognito',
  });
}

/** An error of AWS's front door. Its statuses at Cognito are not published. */
export function frontDoorError(
  entry: Given<'code' | 'meaning' | 'causes' | 'tries' | 'provoke'>,
): ErrorEntry {
  return withMove({
    operations: [],
    retry: false,
    sessionAfter: 'kept',
    messages: [],
    source: `${API_REFERENCE}/CommonErrors.html`,
    ...entry,
    kind: 'front-door',
  });
}

/** A code of ours. */
export function ownError(entry: Given<'code' | 'meaning' | 'causes' | 'tries' | 'provoke'>): ErrorEntry {
  return withMove({
    operations: [],
    retry: false,
    sessionAfter: 'kept',
    messages: [],
    source: 'Countersign',
    ...entry,
    kind: 'own',
  });
}
