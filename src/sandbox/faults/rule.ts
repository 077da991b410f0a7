import * as v from 'valibot';
import { challengeNames } from '../model/service-model.ts';
import { fields, oneOf, textLike, whole } from '../problem.ts';

/** The longest delay: longer than any client waits. */
const LONGEST_DELAY_MS = 600_000;
const LONGEST_TEXT = 2_048;
/** More than any client reads of one answer, and little enough to hold. Bytes. */
const LARGEST_REPLY = 20_000_000;

const Text = v.pipe(
  v.string('must be text'),
  v.maxLength(LONGEST_TEXT, `must have at most ${String(LONGEST_TEXT)} characters`),
);
const Status = whole(200, 599, 'an HTTP status');
const Id = textLike(/^[\w.-]{1,64}$/, 'up to 64 letters, digits, dots, dashes or underscores');

/** Which calls a rule is about. What is left out matches every call. */
const MatchSchema = fields({
  /** Operation's name; `*` stands for any letters. */
  operation: v.optional(textLike(/^[A-Za-z*]{1,64}$/, 'an operation’s name, with * for any letters')),
  /** ChallengeName of the answer. */
  challenge: v.optional(oneOf(challengeNames)),
  /** Any name of the user: canonical, alias, sub. Letters' case doesn't count. */
  user: v.optional(v.pipe(Text, v.nonEmpty('must name a user'))),
  /** Only the nth call that meets the rest of the match, counted per user from 1 since the rule was set. */
  step: v.optional(whole(1, 1_000_000)),
  /** Only so likely, drawn anew for each call that meets all the rest. */
  chance: v.optional(
    v.pipe(
      v.number('must be a number from 0 to 1'),
      v.minValue(0, 'must be a number from 0 to 1'),
      v.maxValue(1, 'must be a number from 0 to 1'),
    ),
  ),
});

const KINDS = [
  'exception',
  'throttle',
  'cut',
  'html',
  'redirect',
  'contentType',
  'oversize',
  'unnamed',
  'drop',
] as const;

/** What happens instead. A delay may stand alone or before one of the others. */
const AnswerSchema = v.pipe(
  fields({
    /** `__type` of an error reply: one of Cognito's exceptions or any other name. */
    exception: v.optional(
      textLike(/^[\x21-\x7e]{1,128}$/, 'the name of an exception, such as CodeMismatchException'),
    ),
    /** Absent: the exception's usual message. */
    message: v.optional(Text),
    /** Absent: what the status profile says. */
    status: v.optional(Status),
    /** The reply is sent so much later; the operation itself runs at once. */
    delayMs: v.optional(whole(0, LONGEST_DELAY_MS, 'a whole number of milliseconds')),
    /** At most so many calls within any second, by the sandbox's clock; the others get TooManyRequestsException. */
    throttle: v.optional(fields({ perSecond: whole(1, 1_000) })),
    /** The operation runs, but so many bytes of its reply arrive, under the Content-Length of the whole. */
    cut: v.optional(whole(0, 1_000_000, 'a number of bytes')),
    /** A page as a proxy or load balancer would send, with this status. */
    html: v.optional(Status),
    /** A portal in between that sends elsewhere, with this status. */
    redirect: v.optional(whole(301, 308, 'the HTTP status of a redirect')),
    /** The operation runs, and its reply is announced as this. */
    contentType: v.optional(textLike(/^[\w.+-]{1,60}\/[\w.+-]{1,60}$/, 'a content type, such as text/plain')),
    /** The operation runs, and blanks fill its reply up to so many bytes. */
    oversize: v.optional(whole(1, LARGEST_REPLY, 'a number of bytes')),
    /** An error whose body and headers name no type, with this status. */
    unnamed: v.optional(whole(400, 599, 'the HTTP status of an error')),
    /** The connection ends without a reply, and the operation never runs. */
    drop: v.optional(v.literal(true, 'must be true or left out')),
  }),
  v.check((answer) => KINDS.filter((kind) => answer[kind] !== undefined).length <= 1, only(KINDS)),
  v.check(
    (answer) => answer.delayMs !== undefined || KINDS.some((kind) => answer[kind] !== undefined),
    `must have one of ${KINDS.join(', ')} or delayMs`,
  ),
  v.check(
    ({ exception, message, status }) =>
      exception !== undefined || (message === undefined && status === undefined),
    'message and status belong to an exception: name one, or leave them out',
  ),
);

function only(kinds: readonly string[]): string {
  return `can have only one of ${kinds.join(', ')} (delayMs may stand with it)`;
}

const rule = {
  match: MatchSchema,
  /** How often it fires before it rests; absent: always. */
  times: v.optional(whole(1, 1_000_000)),
  answer: AnswerSchema,
};

/** A fault: which calls, and what happens to them. Among several rules the first that fires answers. */
export const FaultRuleSchema = fields({ id: Id, ...rule });
export type FaultRule = v.InferOutput<typeof FaultRuleSchema>;
export type FaultAnswer = FaultRule['answer'];

/** A rule as people write it: without an id it is given one. */
export const FaultRuleDraftSchema = fields({ id: v.optional(Id), ...rule });
export type FaultRuleDraft = v.InferOutput<typeof FaultRuleDraftSchema>;
