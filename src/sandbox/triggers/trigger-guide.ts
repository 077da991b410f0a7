import type { TriggerName } from './trigger.ts';

export interface TriggerGuide {
  /** When it runs and what it may return, one line. */
  readonly says: string;
  /** The least that works, to begin with. */
  readonly template: string;
}

/** A handler that passes the event on, with lines to make use of. */
function passing(...hints: readonly string[]): string {
  const lines = hints.map((hint) => `  // ${hint}\n`).join('');
  return `export const handler = async (event) => {\n${lines}  return event;\n};\n`;
}

/** Every trigger explained, for whoever writes one (protocol reference 8.1). */
export const triggerGuide: Readonly<Record<TriggerName, TriggerGuide>> = {
  PreSignUp: {
    says: 'Before SignUp, AdminCreateUser or a migration makes a user. May confirm them and verify their addresses; throwing refuses.',
    template: passing(
      "if (event.request.userAttributes.email?.endsWith('@example.org')) throw new Error('Not this domain');",
      'event.response.autoConfirmUser = true;',
      'event.response.autoVerifyEmail = true;',
    ),
  },
  PostConfirmation: {
    says: 'After a user was confirmed, or set a new password after ForgotPassword. Returns nothing; throwing fails the call.',
    template: passing("console.log('confirmed', event.userName, event.triggerSource);"),
  },
  PreAuthentication: {
    says: 'Before the password is checked. Returns nothing; throwing refuses the sign-in.',
    template: passing("if (event.request.userAttributes['custom:blocked']) throw new Error('Blocked');"),
  },
  PostAuthentication: {
    says: 'After every challenge was passed, before tokens are made. Returns nothing; throwing refuses the sign-in.',
    template: passing("console.log('signed in', event.userName);"),
  },
  PreTokenGeneration: {
    says: 'Before tokens are made. May add, replace and leave out claims, and change the groups in them.',
    template: passing(
      "event.response.claimsOverrideDetails = { claimsToAddOrOverride: { team: 'blue' }, claimsToSuppress: [] };",
    ),
  },
  UserMigration: {
    says: 'When somebody who is not in the pool signs in with a password, or asks for a new one. Naming attributes makes the user.',
    template: passing(
      "if (event.userName !== 'old-friend') return event;",
      "event.response.userAttributes = { email: 'old-friend@example.com', email_verified: 'true' };",
      "event.response.finalUserStatus = 'CONFIRMED';",
      "event.response.messageAction = 'SUPPRESS';",
    ),
  },
  CustomMessage: {
    says: 'Before a code is sent. May write the message; the text must hold event.request.codeParameter.',
    template: passing(
      'event.response.smsMessage = `Your code: ${event.request.codeParameter}`;',
      'event.response.emailSubject = `Your code`;',
      'event.response.emailMessage = `Your code: ${event.request.codeParameter}`;',
    ),
  },
  DefineAuthChallenge: {
    says: 'At the start of CUSTOM_AUTH and after every answer. Decides what comes next: challengeName, issueTokens or failAuthentication.',
    template: `export const handler = async (event) => {
  const { session } = event.request;
  const last = session.at(-1);
  if (last?.challengeName === 'SRP_A') event.response.challengeName = 'PASSWORD_VERIFIER';
  else if (last?.challengeName === 'CUSTOM_CHALLENGE' && last.challengeResult) event.response.issueTokens = true;
  else if (session.length >= 5) event.response.failAuthentication = true;
  else event.response.challengeName = 'CUSTOM_CHALLENGE';
  return event;
};
`,
  },
  CreateAuthChallenge: {
    says: 'After DefineAuthChallenge asked for CUSTOM_CHALLENGE. Makes the question, and keeps the answer back.',
    template: `export const handler = async (event) => {
  event.response.publicChallengeParameters = { question: 'What opens the cave?' };
  event.response.privateChallengeParameters = { answer: 'open sesame' };
  event.response.challengeMetadata = 'CAVE_DOOR';
  return event;
};
`,
  },
  VerifyAuthChallengeResponse: {
    says: 'When CUSTOM_CHALLENGE was answered. Must return answerCorrect.',
    template: `export const handler = async (event) => {
  const { privateChallengeParameters, challengeAnswer } = event.request;
  event.response.answerCorrect = challengeAnswer === privateChallengeParameters.answer;
  return event;
};
`,
  },
};
