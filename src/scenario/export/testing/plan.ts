import { readScenario } from '../../read.ts';
import { type ExportPlan, planOf } from '../plan.ts';

/** The plan of scenario files by name and text. */
export function planFor(
  texts: Readonly<Record<string, string>>,
  { paths = ['scenarios'], shards = 4 }: { paths?: readonly string[]; shards?: number } = {},
): ExportPlan {
  const sources = Object.entries(texts).map(([file, text]) => {
    const { source, faults } = readScenario(text, file);
    if (source === undefined) throw new Error(JSON.stringify(faults));
    return source;
  });
  const files = Object.entries(texts).map(([name, text]) => ({ name, text }));
  return planOf({ paths, files, sources, shards });
}

/** One that takes a variable, a secret that is given, and one from a keychain. */
export const WITH_SECRETS = `version: 1
name: jane
target: { region: eu-west-1, userPoolId: eu-west-1_Ab12Cd34E, clientId: web, clientSecret: env:CLIENT_SECRET }
secrets: { password: env:JANE_PASSWORD, seed: , other: keychain:other }
codes: { mail: { ask: The code? } }
steps:
  - flow: USER_PASSWORD_AUTH
    with: { USERNAME: jane, PASSWORD: '\${password}' }
  - answer: EMAIL_OTP
    with: { EMAIL_OTP_CODE: '\${code.mail}' }
`;
