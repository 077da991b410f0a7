import type { SeedPool, SeedStory, SeedUser } from '../schema.ts';
import {
  CREATE_AUTH_CHALLENGE,
  DEFINE_AUTH_CHALLENGE,
  VERIFY_AUTH_CHALLENGE_RESPONSE,
} from './cave-triggers.ts';

const CLIENT_ID = '9b4d7f2h5k8m1p3r6t0v2x5z8c';
const ANSWER = 'open sesame';

function person(username: string, name: string, story: Pick<SeedStory, 'Shows' | 'Path'>): SeedUser {
  return {
    Username: username,
    Password: 'Correct-horse-1',
    UserAttributes: { email: `${username}@example.com`, email_verified: 'true', name },
    Story: { ClientId: CLIENT_ID, AuthFlow: 'CUSTOM_AUTH', CustomAnswer: ANSWER, ...story },
  };
}

export const customChallenges: SeedPool = {
  Id: 'eu-west-1_Qc7Mv4wTz',
  PoolName: 'Custom challenges by triggers',
  MfaConfiguration: 'OPTIONAL',
  SoftwareTokenMfaConfiguration: { Enabled: true },
  AutoVerifiedAttributes: ['email'],
  Schema: [{ Name: 'email', Required: true, Mutable: true }],
  Triggers: {
    DefineAuthChallenge: DEFINE_AUTH_CHALLENGE,
    CreateAuthChallenge: CREATE_AUTH_CHALLENGE,
    VerifyAuthChallengeResponse: VERIFY_AUTH_CHALLENGE_RESPONSE,
  },
  Clients: [
    {
      ClientId: CLIENT_ID,
      ClientName: 'web',
      ExplicitAuthFlows: ['ALLOW_CUSTOM_AUTH', 'ALLOW_USER_SRP_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
      PreventUserExistenceErrors: 'ENABLED',
    },
  ],
  Users: [
    person('una', 'Una', {
      Shows: 'A question by a trigger, nothing else',
      Path: ['CUSTOM_CHALLENGE', 'TOKENS'],
    }),
    person('vic', 'Vic', {
      Shows: 'Password by SRP, then a question by a trigger',
      Path: ['PASSWORD_VERIFIER', 'CUSTOM_CHALLENGE', 'TOKENS'],
    }),
    person('rob', 'Rob', {
      Shows: 'The right answer, and a trigger that refuses all the same',
      Path: ['CUSTOM_CHALLENGE', 'NotAuthorizedException'],
    }),
    person('wes', 'Wes', {
      Shows: 'A trigger that throws',
      Path: ['UserLambdaValidationException'],
    }),
  ],
};
