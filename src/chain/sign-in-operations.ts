// A sign-in is stepped by one of two families of operations: anybody's, and the administrator's, which are signed.

const STARTS = { anybody: 'InitiateAuth', admin: 'AdminInitiateAuth' } as const;
const ANSWERS = { anybody: 'RespondToAuthChallenge', admin: 'AdminRespondToAuthChallenge' } as const;

export type StartOperation = (typeof STARTS)[keyof typeof STARTS];
export type AnswerOperation = (typeof ANSWERS)[keyof typeof ANSWERS];

export function startOperation(admin: boolean): StartOperation {
  return admin ? STARTS.admin : STARTS.anybody;
}

export function answerOperation(admin: boolean): AnswerOperation {
  return admin ? ANSWERS.admin : ANSWERS.anybody;
}

/** Whether it begins a sign-in by an AuthFlow. */
export function isStart(operation: string): operation is StartOperation {
  return operation === STARTS.anybody || operation === STARTS.admin;
}

/** Whether it answers a challenge. */
export function isAnswer(operation: string): operation is AnswerOperation {
  return operation === ANSWERS.anybody || operation === ANSWERS.admin;
}

/** Whether a step of a sign-in is the administrator's. False for every operation beside the sign-in. */
export function isAdmins(operation: string): boolean {
  return operation === STARTS.admin || operation === ANSWERS.admin;
}
