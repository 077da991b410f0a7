/** What a new scenario begins as: it runs as it stands. */
export const FIRST_TEXT = `version: 1
name: ann signs in
target: sandbox
steps:
  - flow: USER_SRP_AUTH
    with: { USERNAME: ann }
    expect: { challenge: PASSWORD_VERIFIER }
  - answer: PASSWORD_VERIFIER
    expect: { challenge: SOFTWARE_TOKEN_MFA }
  - answer: SOFTWARE_TOKEN_MFA
    expect: { tokens: true }
`;
