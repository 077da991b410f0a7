import type { AwsAsk, awsCommands, AwsProfile, AwsState } from '@core/contract/aws.ts';
import type { Handlers, HostEvent } from '@core/contract.ts';

const sampleProfiles: readonly AwsProfile[] = [
  { name: 'default', kind: 'static', region: 'eu-west-1', mfa: false },
  { name: 'support', kind: 'sso', region: 'eu-west-1', account: '111122223333', role: 'Support', mfa: false },
  {
    ...{ name: 'admin', kind: 'assume-role', account: '111122223333', mfa: true },
    role: 'arn:aws:iam::111122223333:role/Admin',
  },
];

/** The fake host's side of `contract/aws.ts`: states by profile, and codes that are waited for until they are told. */
export function fakeAws(
  tell: (event: HostEvent) => void,
  states: Readonly<Record<string, Partial<AwsState>>> = {},
  asks: readonly AwsAsk[] = [],
): Pick<Handlers, keyof typeof awsCommands> {
  let waiting = asks;
  const gone = new Set<string>();
  const stateOf = (profile: string): AwsState => {
    const found = sampleProfiles.find(({ name }) => name === profile);
    const source = { kind: found?.kind ?? 'none', mfa: found?.mfa ?? false, profile } as const;
    const known = gone.has(profile) ? {} : states[profile];
    return { profile, source, held: false, ...known };
  };
  return {
    'aws.profiles': async () => sampleProfiles,
    'aws.state': async ({ profile }) => stateOf(profile),
    'aws.renew': async ({ profile }) => {
      gone.delete(profile);
      tell({ type: 'aws.changed' });
      return stateOf(profile);
    },
    'aws.forget': async ({ profile }) => {
      gone.add(profile);
      tell({ type: 'aws.changed' });
      return stateOf(profile);
    },
    'aws.asked': async () => waiting,
    'aws.tell': async ({ askId }) => {
      waiting = waiting.filter((ask) => ask.askId !== askId);
      tell({ type: 'aws.asks', asks: waiting });
      return null;
    },
  };
}
