import { type Command, InvalidArgumentError } from 'commander';
import type { LaneWish } from './lane.ts';

/** Where a run goes, in place of what files say. */
export interface TargetFlags {
  readonly target?: string;
  readonly endpoint?: string;
  readonly clientId?: string;
  readonly userPoolId?: string;
  readonly region?: string;
  readonly clientSecret?: string;
  readonly confirm?: string;
}

/** A command that takes them. */
export function withTarget(command: Command): Command {
  return command
    .option('--target <name>', 'a saved target by its name or id, in place of what files say')
    .option('--endpoint <url>', 'where calls go, in place of what files say; with --client-id')
    .option('--client-id <id>', 'the app client there')
    .option('--user-pool-id <id>', 'its user pool, for SRP')
    .option('--region <region>', 'its region')
    .option('--client-secret <reference>', 'the app client’s secret as env:NAME or keychain:NAME')
    .option('--confirm <name>', 'a production target’s name, to run there without being asked');
}

const OF_ENDPOINT = ['clientId', 'userPoolId', 'region', 'clientSecret'] as const;

/** Why these flags don’t go together; undefined where they do. */
export function targetClash(flags: TargetFlags): string | undefined {
  const { target, endpoint, clientId, clientSecret } = flags;
  if (target !== undefined && endpoint !== undefined) return 'Give --target or --endpoint, not both.';
  if (endpoint === undefined && OF_ENDPOINT.some((flag) => flags[flag] !== undefined))
    return '--client-id, --user-pool-id, --region and --client-secret go with --endpoint.';
  if (endpoint !== undefined && clientId === undefined) return '--endpoint needs --client-id.';
  if (clientSecret !== undefined && !/^(env|keychain):./.test(clientSecret))
    return '--client-secret takes a reference, env:NAME or keychain:NAME: other programs can read a command line.';
  return undefined;
}

/** What they name; undefined where they leave it to the files. */
export function targetIn({
  target,
  endpoint,
  clientId = '',
  userPoolId,
  region,
  clientSecret,
}: TargetFlags): LaneWish['target'] {
  if (target !== undefined) return { named: target };
  if (endpoint === undefined) return undefined;
  return {
    endpoint,
    clientId,
    ...(userPoolId === undefined ? {} : { userPoolId }),
    ...(region === undefined ? {} : { region }),
    ...(clientSecret === undefined ? {} : { clientSecret }),
  };
}

const PARTS: Readonly<Record<string, keyof TargetFlags>> = {
  endpoint: 'endpoint',
  'client-id': 'clientId',
  'user-pool-id': 'userPoolId',
  region: 'region',
  'client-secret': 'clientSecret',
};

/** One of two targets: a name, or `endpoint=URL,client-id=ID` with what else belongs to it. */
export function namedTarget(text: string): NonNullable<LaneWish['target']> {
  if (!text.includes('=')) return { named: text };
  const flags: Record<string, string> = {};
  for (const part of text.split(',')) {
    const [, name = '', value = ''] = /^([^=]*)=(.*)$/.exec(part) ?? [];
    const flag = PARTS[name];
    if (flag === undefined || value === '')
      throw new InvalidArgumentError(
        `It takes a target’s name, or ${Object.keys(PARTS).join('=…,')}=… of which endpoint and client-id are needed.`,
      );
    flags[flag] = value;
  }
  const clash = targetClash(flags);
  const target = targetIn(flags);
  if (clash !== undefined || target === undefined)
    throw new InvalidArgumentError((clash ?? '--endpoint is needed.').replaceAll('--', ''));
  return target;
}
