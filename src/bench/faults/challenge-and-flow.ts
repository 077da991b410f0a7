import { isStart as startsSignIn } from '../../chain/sign-in-operations.ts';
import { acceptable, isAdmins, isAnswer } from '../bending.ts';
import type { Bend, Expected, Fault, Place } from '../fault.ts';
import {
  ACCEPTED,
  constraint,
  INVALID_PARAMETER,
  INVALID_SESSION,
  missing,
  NOT_AUTHORIZED,
} from '../words.ts';

const NO_SUCH_METHOD: Expected = {
  code: 'InvalidParameterException',
  message: 'Initiate Auth method not supported\\.?',
};
const group = 'Challenge and flow';
const name = (ChallengeName: string | null): Bend => ({ members: { ChallengeName } });
const flow = (AuthFlow: string | null): Bend => ({ members: { AuthFlow } });
const isStart = (place: Place): boolean => startsSignIn(place.operation);
/** Harmless wherever it is taken for good by mistake. */
const otherName = (place: Place): string =>
  place.name === 'CUSTOM_CHALLENGE' ? 'SELECT_MFA_TYPE' : 'CUSTOM_CHALLENGE';

export const challengeAndFlowFaults: readonly Fault[] = [
  {
    id: 'name-other',
    group,
    title: 'Answered as another challenge',
    rule: 'A Session is bound to the challenge it came with.',
    source: '4.1 Binding',
    applies: isAnswer,
    mutate: (given) => ({
      members: { ChallengeName: otherName(given) },
      responses: { ANSWER: given.keys['ANSWER'] ?? 'SMS_MFA' },
    }),
    expected: (place) => (place.session === undefined ? [missing('Session')] : [INVALID_SESSION]),
  },
  {
    id: 'name-unknown',
    group,
    title: 'ChallengeName that does not exist',
    rule: 'ChallengeName is one of the model’s names.',
    source: '0.6, 2.1',
    applies: isAnswer,
    mutate: () => name('NO_SUCH_CHALLENGE'),
    expected: [constraint('challengeName')],
  },
  {
    id: 'name-lowercase',
    group,
    title: 'ChallengeName in lower case',
    rule: 'Names are written as the model has them.',
    source: '2.1',
    applies: isAnswer,
    mutate: (given) => name(given.name.toLowerCase()),
    expected: [constraint('challengeName')],
  },
  {
    id: 'name-missing',
    group,
    title: 'No ChallengeName',
    rule: 'ChallengeName is required.',
    source: '0.6',
    applies: isAnswer,
    mutate: () => name(null),
    expected: [constraint('challengeName')],
  },
  {
    id: 'name-admin',
    group,
    title: 'Answered as ADMIN_NO_SRP_AUTH',
    rule: 'ADMIN_NO_SRP_AUTH stands among the names and is never a valid answer.',
    source: '2.13',
    applies: isAnswer,
    mutate: () => name('ADMIN_NO_SRP_AUTH'),
    expected: [INVALID_PARAMETER],
  },
  {
    id: 'name-totp',
    group,
    title: 'Answered as SOFTWARE_TOKEN_MFA',
    rule: 'Only the second factor that was asked for counts.',
    source: '2.5, 4.1 Binding',
    applies: ({ name: asked }) => asked === 'SMS_MFA' || asked === 'EMAIL_OTP',
    mutate: () => ({
      ...name('SOFTWARE_TOKEN_MFA'),
      responses: { SOFTWARE_TOKEN_MFA_CODE: '000000' },
    }),
    expected: [{ code: 'SoftwareTokenMFANotFoundException' }, INVALID_SESSION],
    counts: 'code',
  },
  {
    id: 'name-sms',
    group,
    title: 'Answered as SMS_MFA',
    rule: 'Only the second factor that was asked for counts.',
    source: '2.3, 4.1 Binding',
    applies: ({ name: asked }) => asked === 'SOFTWARE_TOKEN_MFA' || asked === 'EMAIL_OTP',
    mutate: () => ({ ...name('SMS_MFA'), responses: { SMS_MFA_CODE: '000000' } }),
    expected: [{ code: 'MFAMethodNotFoundException' }, INVALID_SESSION],
    counts: 'code',
  },
  {
    id: 'flow-unknown',
    group,
    title: 'AuthFlow that does not exist',
    rule: 'AuthFlow is one of the model’s names.',
    source: '1',
    applies: isStart,
    mutate: () => flow('NO_SUCH_FLOW'),
    expected: [constraint('authFlow')],
  },
  {
    id: 'flow-missing',
    group,
    title: 'No AuthFlow',
    rule: 'AuthFlow is required.',
    source: '1.1',
    applies: isStart,
    mutate: () => flow(null),
    expected: [constraint('authFlow')],
  },
  {
    id: 'flow-admin',
    group,
    title: 'An administrator’s flow',
    rule: 'The ADMIN_ flows belong to AdminInitiateAuth.',
    source: '1.2',
    applies: (place) => isStart(place) && !isAdmins(place),
    mutate: () => flow('ADMIN_USER_PASSWORD_AUTH'),
    expected: [NO_SUCH_METHOD],
  },
  {
    id: 'flow-public',
    group,
    title: 'Anybody’s flow with a password',
    rule: 'USER_PASSWORD_AUTH belongs to InitiateAuth; an administrator’s password goes with ADMIN_USER_PASSWORD_AUTH.',
    source: '1.2, 10',
    applies: (place) => isStart(place) && isAdmins(place),
    mutate: () => flow('USER_PASSWORD_AUTH'),
    expected: [NO_SUCH_METHOD],
  },
  {
    id: 'flow-off',
    group,
    title: 'A flow the app client does not allow',
    rule: 'ExplicitAuthFlows of the app client says which flows it takes.',
    source: '1.2',
    applies: (place) =>
      isStart(place) &&
      (place.flowsOff.length > 0 || 'Needs an app client of which is known which flows it does not allow.'),
    mutate: (given) => flow(given.flowsOff[0] ?? null),
    expected: [
      {
        code: 'InvalidParameterException',
        message: '.+ not enabled for th(e|is) client\\.?',
      },
    ],
  },
  {
    id: 'custom-start-unknown',
    group,
    title: 'CHALLENGE_NAME that does not exist',
    rule: 'A custom sign-in begins with SRP_A or CUSTOM_CHALLENGE.',
    source: '1.2',
    applies: (place) => place.name === 'CUSTOM_AUTH',
    mutate: () => ({ responses: { CHALLENGE_NAME: 'NO_SUCH_START' } }),
    expected: [INVALID_PARAMETER, NOT_AUTHORIZED],
  },
  {
    id: 'preference-unknown',
    group: 'Tolerated',
    title: 'PREFERRED_CHALLENGE nobody can use',
    rule: 'A preference that can’t be used leads to SELECT_CHALLENGE.',
    source: '1.3',
    applies: (place) => place.name === 'USER_AUTH' && acceptable(place),
    mutate: () => ({ responses: { PREFERRED_CHALLENGE: 'NO_SUCH_FACTOR' } }),
    expected: [ACCEPTED],
  },
];
