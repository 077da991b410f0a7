import * as v from 'valibot';

/**
 * The file of a scenario, version 1: a chain as intents, checks and references to secrets. Published as JSON Schema in
 * scenario.schema.json. Descriptions are what editors show while one types.
 */
export const SCENARIO_VERSION = 1;

const described = <S extends v.GenericSchema>(schema: S, text: string) => v.pipe(schema, v.description(text));
const Text = v.pipe(v.string(), v.maxLength(20_000));
const Name = v.pipe(v.string(), v.minLength(1), v.maxLength(200));
/** Of variables, captures, secrets and codes: what `${NAME}` can say. */
const Key = v.pipe(
  v.string(),
  v.regex(/^[A-Za-z_][\w-]*$/, 'a name of letters, digits, _ and -'),
  v.maxLength(100),
);
const Json: v.GenericSchema<unknown> = v.lazy(() =>
  v.union([v.null(), v.boolean(), v.number(), Text, v.array(Json), v.record(v.string(), Json)]),
);
const Duration = v.pipe(
  v.string(),
  v.regex(/^\d+(\.\d+)?(ms|s|m|h|d)$/, 'a duration such as 500ms, 2s, 4m, 1h or 30d'),
);
const maps = <S extends v.GenericSchema>(value: S) => v.record(v.pipe(v.string(), v.maxLength(2_048)), value);

/** What a step is given for a field: a text with `${NAME}` in it, or a text that is wrong on purpose. */
const Given = v.union([
  Text,
  v.strictObject({
    wrong: described(
      Text,
      'A value that is wrong on purpose. Plain text in a secret field is refused otherwise.',
    ),
  }),
]);

/** A text, or what is asked of one. */
const Match = v.union([
  Text,
  v.strictObject({
    matches: v.optional(described(Text, 'A regular expression the whole or a part of it has to fit.')),
    contains: v.optional(Text),
    not: v.optional(described(Text, 'Must be anything but this.')),
    exists: v.optional(v.boolean()),
  }),
]);

/** For claims: texts, numbers, lists … are compared as JSON. */
const ClaimMatch = v.union([
  v.strictObject({
    matches: v.optional(Text),
    contains: v.optional(Text),
    not: v.optional(Json),
    exists: v.optional(v.boolean()),
  }),
  Json,
]);

const ExpectSchema = v.strictObject({
  challenge: v.optional(described(Name, 'The ChallengeName that has to come next.')),
  tokens: v.optional(described(v.boolean(), 'true: AuthenticationResult comes. false: it must not.')),
  error: v.optional(described(Name, 'The exception that has to come, AWS’s name.')),
  message: v.optional(described(Match, 'What the exception’s message says.')),
  status: v.optional(described(v.pipe(v.number(), v.integer()), 'The HTTP status.')),
  parameters: v.optional(described(maps(Match), 'ChallengeParameters by name.')),
  available: v.optional(described(v.array(Name), 'AvailableChallenges, in any order.')),
  session: v.optional(
    described(v.picklist(['new', 'same', 'none']), 'The Session that comes, beside the one that was sent.'),
  ),
  claims: v.optional(
    described(
      v.strictObject({ id: v.optional(maps(ClaimMatch)), access: v.optional(maps(ClaimMatch)) }),
      'Claims of the tokens that come.',
    ),
  ),
  body: v.optional(described(maps(ClaimMatch), 'Values of the response by JSON Pointer (RFC 6901).')),
  headers: v.optional(described(maps(Match), 'Headers of the response by name.')),
  took: v.optional(
    described(
      v.pipe(v.string(), v.regex(/^<\s*\d+(\.\d+)?(ms|s|m)$/, '< and a duration, as < 2s')),
      'How long it may take.',
    ),
  ),
  absent: v.optional(
    described(v.array(Text), 'Texts, or names of secrets as ${NAME}, that must not appear in the response.'),
  ),
  check: v.optional(
    described(
      Text,
      'JavaScript that gets `step` and returns true, or a text that says what is wrong. Runs isolated.',
    ),
  ),
});

const common = {
  id: v.optional(described(Key, 'What later steps call this one.')),
  title: v.optional(described(Name, 'What reports call this step.')),
  expect: v.optional(ExpectSchema),
  capture: v.optional(
    described(maps(Text), 'Names for values of the response: NAME: JSON Pointer, or header:NAME.'),
  ),
};
/** Changes to the request after composing, as the workbench makes them. null leaves out. */
const bends = {
  responses: v.optional(
    described(
      maps(v.nullable(Json)),
      'AuthParameters or ChallengeResponses: a value replaces, null leaves out.',
    ),
  ),
  members: v.optional(
    described(maps(v.nullable(Json)), 'Top-level members of the request: a value replaces, null leaves out.'),
  ),
  headers: v.optional(described(maps(v.nullable(Text)), 'Headers: a value replaces, null leaves out.')),
};
const with_ = {
  with: v.optional(described(maps(Given), 'What is typed, by field: USERNAME, PASSWORD, SMS_MFA_CODE …')),
};

export const FlowStepSchema = v.strictObject({
  flow: described(Name, 'Begins a sign-in: the AuthFlow, or GetTokensFromRefreshToken.'),
  ...with_,
  ...bends,
  ...common,
});
export const AnswerStepSchema = v.strictObject({
  answer: described(Name, 'Answers this challenge, which has to be open.'),
  to: v.optional(described(Key, 'Answers what the step of this id asked, once more: a live fork.')),
  ...with_,
  ...bends,
  ...common,
});
export const OperateStepSchema = v.strictObject({
  operate: described(
    Name,
    'An operation beside the sign-in: AssociateSoftwareToken, ConfirmDevice, GetUser, RevokeToken …',
  ),
  to: v.optional(
    described(Key, 'On the challenge or the tokens of the step of this id; else on the newest.'),
  ),
  ...with_,
  ...common,
});
/** Only with a sandbox as target. */
export const SandboxStepSchema = v.strictObject({
  sandbox: described(
    v.strictObject({
      advance: v.optional(described(Duration, 'Moves the sandbox’s clock on.')),
      fault: v.optional(described(v.union([Text, v.array(Text)]), 'Fault rules: MATCH -> ANSWER.')),
      settings: v.optional(maps(v.union([Text, v.boolean(), v.number()]))),
      user: v.optional(
        described(
          v.strictObject({ pool: Name, user: maps(Json) }),
          'Adds or replaces a user, as a seed file writes one.',
        ),
      ),
      removeUser: v.optional(v.strictObject({ pool: Name, username: Name })),
      client: v.optional(v.strictObject({ pool: Name, client: maps(Json) })),
      trigger: v.optional(v.strictObject({ pool: Name, trigger: Name, source: Text })),
      admin: v.optional(
        described(
          v.strictObject({ operation: Name, input: maps(Json) }),
          'A signed operation, sent to the sandbox.',
        ),
      ),
    }),
    'Changes the sandbox. The scenario is refused on every other target.',
  ),
  title: common.title,
});
export const WaitStepSchema = v.strictObject({
  wait: described(Duration, 'Waits, by this computer’s clock.'),
  title: common.title,
});
export const StepSchema = v.union([
  FlowStepSchema,
  AnswerStepSchema,
  OperateStepSchema,
  SandboxStepSchema,
  WaitStepSchema,
]);

/** Where a code comes from, `${code.NAME}`. */
const within = v.optional(described(Duration, 'How long to wait for it; 30s unless said.'));
const match = v.optional(
  described(
    Text,
    'A regular expression; its first group, or all of it, is the code. Else the first 4 to 10 digits that stand alone.',
  ),
);
export const CodeSourceSchema = v.union([
  v.strictObject({ totp: described(Text, 'A Base32 seed or an otpauth URI, as ${NAME} of a secret.') }),
  v.strictObject({ inbox: described(v.literal('sandbox'), 'The sandbox’s inbox.'), match, within }),
  v.strictObject({
    http: described(Text, 'A URL that answers JSON or text: Mailpit, MailHog, cognito-local …'),
    path: v.optional(described(Text, 'Where in the JSON the text stands: $.messages[0].Snippet')),
    headers: v.optional(maps(Text)),
    match,
    within,
  }),
  v.strictObject({
    imap: v.strictObject({
      host: Text,
      port: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65_535))),
      secure: v.optional(v.boolean()),
      user: Text,
      password: Text,
      mailbox: v.optional(Text),
    }),
    from: v.optional(Text),
    to: v.optional(Text),
    subject: v.optional(Text),
    match,
    within,
  }),
  v.strictObject({
    command: described(
      v.pipe(v.array(Text), v.minLength(1)),
      'A program and its arguments; no shell. It prints the code.',
    ),
    match,
    within,
  }),
  v.strictObject({ ask: described(Name, 'Asks whoever runs it: the question.') }),
]);

const TargetSchema = v.union([
  described(Name, 'The name of a target, or: sandbox'),
  v.strictObject({
    region: v.optional(Name),
    endpoint: v.optional(Text),
    userPoolId: v.optional(Text),
    clientId: Text,
    clientSecret: v.optional(
      described(Text, 'A reference: env:NAME, keychain:NAME, or ${NAME} of a secret.'),
    ),
    sessionMinutes: v.optional(v.pipe(v.number(), v.integer(), v.minValue(3), v.maxValue(15))),
  }),
  v.strictObject({
    sandbox: described(Name, 'The app client, by its name or id.'),
    pool: v.optional(
      described(Name, 'The user pool, by its name or id, where clients of two have one name.'),
    ),
  }),
]);

export const ScenarioSchema = v.strictObject({
  version: described(v.literal(SCENARIO_VERSION), 'The version of this form of file.'),
  name: described(Name, 'What reports call it.'),
  description: v.optional(Text),
  tags: v.optional(v.array(Name)),
  seed: v.optional(
    described(
      v.looseObject({ pools: v.array(v.looseObject({ Id: Name, PoolName: Name })) }),
      'Pools and users of the sandbox for this scenario alone, as a seed file writes them. Passwords and seeds: ${NAME}.',
    ),
  ),
  target: v.optional(TargetSchema),
  variables: v.optional(
    described(
      v.record(
        Key,
        v.union([
          Text,
          v.strictObject({
            generate: v.picklist(['password', 'username', 'email', 'uuid', 'digits', 'totpSeed']),
          }),
        ]),
      ),
      'Texts that steps name as ${NAME}, or what is made anew for each run.',
    ),
  ),
  secrets: v.optional(
    described(
      v.record(Key, v.union([v.null(), Text])),
      'References, never values: env:NAME or keychain:NAME; empty: given by --secret NAME=…, or asked.',
    ),
  ),
  codes: v.optional(
    described(v.record(Key, CodeSourceSchema), 'Where codes come from; steps name them as ${code.NAME}.'),
  ),
  matrix: v.optional(
    v.strictObject({
      axes: v.optional(
        described(v.record(Key, v.array(Text)), 'Every value of each with every value of all others.'),
      ),
      rows: v.optional(described(v.array(v.record(Key, Text)), 'One run each.')),
      csv: v.optional(
        described(Text, 'A CSV file beside this one, its first line the names: one run a line.'),
      ),
      exclude: v.optional(v.array(v.record(Key, Text))),
    }),
  ),
  steps: v.pipe(v.array(StepSchema), v.minLength(1), v.maxLength(500)),
});

export type Scenario = v.InferOutput<typeof ScenarioSchema>;
export type ScenarioStep = v.InferOutput<typeof StepSchema>;
export type FlowStep = v.InferOutput<typeof FlowStepSchema>;
export type AnswerStep = v.InferOutput<typeof AnswerStepSchema>;
export type OperateStep = v.InferOutput<typeof OperateStepSchema>;
export type SandboxStep = v.InferOutput<typeof SandboxStepSchema>;
export type WaitStep = v.InferOutput<typeof WaitStepSchema>;
export type Expect = v.InferOutput<typeof ExpectSchema>;
export type Match = v.InferOutput<typeof Match>;
export type GivenValue = v.InferOutput<typeof Given>;
export type CodeSource = v.InferOutput<typeof CodeSourceSchema>;
export type ScenarioTarget = v.InferOutput<typeof TargetSchema>;

export type StepKind = 'flow' | 'answer' | 'operate' | 'sandbox' | 'wait';
const KINDS: readonly StepKind[] = ['flow', 'answer', 'operate', 'sandbox', 'wait'];

/** What a step is, by the one key that says it. */
export function kindOf(step: ScenarioStep): StepKind {
  return KINDS.find((kind) => kind in step) ?? 'wait';
}
