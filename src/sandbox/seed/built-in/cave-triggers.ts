// The triggers of the seeded custom sign-in, as source: a person reads and changes them in the window. Somebody who says
// what opens the cave comes in; with CHALLENGE_NAME=SRP_A they prove their password before that.

export const DEFINE_AUTH_CHALLENGE = `// Decides what comes next, from the rounds so far. Runs at the start and after every answer.
export const handler = async (event) => {
  const { session } = event.request;
  const last = session.at(-1);
  const wrong = session.filter(({ challengeName, challengeResult }) => challengeName === 'CUSTOM_CHALLENGE' && !challengeResult);

  // Two users to meet a trigger that goes wrong, and one that refuses.
  if (event.userName === 'wes') throw new Error('Wes is not welcome');
  if (event.userName === 'rob' && last) {
    event.response.failAuthentication = true;
    return event;
  }

  if (last?.challengeName === 'SRP_A') {
    event.response.challengeName = 'PASSWORD_VERIFIER';
  } else if (last?.challengeName === 'PASSWORD_VERIFIER' && !last.challengeResult) {
    event.response.failAuthentication = true;
  } else if (last?.challengeName === 'CUSTOM_CHALLENGE' && last.challengeResult) {
    event.response.issueTokens = true;
  } else if (wrong.length >= 3) {
    event.response.failAuthentication = true;
  } else {
    event.response.challengeName = 'CUSTOM_CHALLENGE';
  }
  return event;
};
`;

export const CREATE_AUTH_CHALLENGE = `// Makes the question. Its public part goes to the app; the private part waits for the answer.
export const handler = async (event) => {
  const asked = event.request.session.filter(({ challengeName }) => challengeName === 'CUSTOM_CHALLENGE').length;
  event.response.publicChallengeParameters = { question: 'What opens the cave?', try: \`\${asked + 1} of 3\` };
  event.response.privateChallengeParameters = { answer: 'open sesame' };
  event.response.challengeMetadata = 'CAVE_DOOR';
  return event;
};
`;

export const VERIFY_AUTH_CHALLENGE_RESPONSE = `// Says whether the answer is right.
export const handler = async (event) => {
  const { privateChallengeParameters, challengeAnswer } = event.request;
  event.response.answerCorrect = challengeAnswer.trim().toLowerCase() === privateChallengeParameters.answer;
  console.log(event.userName, event.response.answerCorrect ? 'knows the words' : 'does not know the words');
  return event;
};
`;
