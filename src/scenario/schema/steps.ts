import * as v from 'valibot';
import { ExpectSchema } from './expect.ts';
import { CHALLENGES, FLOWS, OPERATIONS } from '../known-names.ts';
import { described, Duration, Given, Json, Key, maps, Name, named, Text } from './parts.ts';

const common = {
  id: v.optional(described(Key, 'What later steps call this one.')),
  title: v.optional(described(Name, 'What reports call this step.')),
  expect: v.optional(
    described(ExpectSchema, 'What has to come of it. Without an error named here, none may come.'),
  ),
  capture: v.optional(
    described(
      v.record(
        Key,
        v.pipe(
          v.string(),
          v.maxLength(2_048),
          v.regex(
            /^((request:)?\/([^~]|~[01])*|header:.+)$/,
            'a JSON Pointer such as /Session, or header:NAME, or request:POINTER',
          ),
        ),
      ),
      'Names for values: NAME: JSON Pointer into the response, header:NAME of it, or request:POINTER into what was sent.',
    ),
  ),
};
/** Changes to the request after composing, as the workbench makes them. null leaves out. */
const bends = {
  responses: v.optional(
    described(
      maps(v.nullable(Json)),
      'AuthParameters or ChallengeResponses: a value replaces, null leaves out, { wrong: … } is wrong on purpose.',
    ),
  ),
  members: v.optional(
    described(
      maps(v.nullable(Json)),
      'Top-level members of the request: a value replaces, null leaves out, { wrong: … } is wrong on purpose.',
    ),
  ),
  headers: v.optional(described(maps(v.nullable(Text)), 'Headers: a value replaces, null leaves out.')),
};
const with_ = {
  with: v.optional(described(maps(Given), 'What is typed, by field: USERNAME, PASSWORD, SMS_MFA_CODE …')),
};

const admin = v.optional(
  described(
    v.boolean(),
    'true: by AdminInitiateAuth, signed with AWS credentials, and the whole sign-in with it. The ADMIN_ flows go so by themselves.',
  ),
);

export const FlowStepSchema = v.strictObject({
  flow: named('Begins a sign-in: the AuthFlow, or GetTokensFromRefreshToken.', FLOWS),
  admin,
  ...with_,
  ...bends,
  ...common,
});

export const AnswerStepSchema = v.strictObject({
  answer: named('Answers this challenge, which has to be open.', CHALLENGES),
  to: v.optional(described(Key, 'Answers what the step of this id asked, once more: a live fork.')),
  admin: v.optional(
    described(
      v.boolean(),
      'Whether it goes by AdminRespondToAuthChallenge, where that is to be another way than the challenge came by.',
    ),
  ),
  ...with_,
  ...bends,
  ...common,
});

export const OperateStepSchema = v.strictObject({
  operate: named(
    'Any other operation of the service: beside the sign-in (AssociateSoftwareToken, ConfirmDevice, GetUser …) or on its own (AdminCreateUser, AdminSetUserPassword, ListUsers …).',
    OPERATIONS,
  ),
  to: v.optional(
    described(Key, 'On the challenge or the tokens of the step of this id; else on the newest.'),
  ),
  with: v.optional(
    described(
      maps(Json),
      'Members of the request by AWS’s names: texts, numbers, lists and maps. UserPoolId, ClientId, a token and the name of who signs in are filled in where nothing is said; null leaves out, { wrong: … } is wrong on purpose.',
    ),
  ),
  ...common,
});

const pool = described(Name, 'The user pool, by its name or id.');

/** Only with a sandbox as target. */
export const SandboxStepSchema = v.strictObject({
  sandbox: described(
    v.strictObject({
      advance: v.optional(described(Duration, 'Moves the sandbox’s clock on.')),
      fault: v.optional(described(v.union([Text, v.array(Text)]), 'Fault rules: MATCH -> ANSWER.')),
      settings: v.optional(
        described(maps(v.union([Text, v.boolean(), v.number()])), 'Settings of the sandbox by name.'),
      ),
      user: v.optional(
        described(
          v.strictObject({ pool, user: described(maps(Json), 'As a seed file writes one.') }),
          'Adds or replaces a user.',
        ),
      ),
      removeUser: v.optional(
        described(
          v.strictObject({ pool, username: described(Name, 'Who goes.') }),
          'Takes a user out of the pool.',
        ),
      ),
      client: v.optional(
        described(
          v.strictObject({ pool, client: described(maps(Json), 'As a seed file writes one.') }),
          'Adds or replaces an app client.',
        ),
      ),
      trigger: v.optional(
        described(
          v.strictObject({
            pool,
            trigger: described(Name, 'PreAuthentication, DefineAuthChallenge …'),
            source: described(Text, 'Its JavaScript.'),
          }),
          'Sets a Lambda trigger.',
        ),
      ),
      admin: v.optional(
        described(
          v.strictObject({
            operation: described(Name, 'AdminSetUserPassword, AdminDisableUser …'),
            input: described(maps(Json), 'Its members.'),
          }),
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
