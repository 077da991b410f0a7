/**
 * Secrets no story would meet by chance. Stories type them where people type secrets; the last story searches every
 * file, log and page the others left behind and finds none.
 */
export const CANARIES = {
  password: 'Canary-Password-7f3d!',
  newPassword: 'Canary-NewPassword-91ab!',
  clientSecret: 'canaryclientsecret0a1b2c3d4e5f6a7b8c9d0e1f',
  wrongCode: '604817',
  pastedToken: 'canary-refresh-token-5d2c8e7a90b1',
} as const;
