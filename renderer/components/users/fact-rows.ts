import { duration } from '@core/chain/durations.ts';
import type { JoinedChain, UserDevice, UserGroup, UserPasskey, UserSession } from '@core/contract/users.ts';
import type { FactRow } from './FactRows.vue';

const facts = (...all: readonly (string | undefined)[]): string[] =>
  all.filter((each) => each !== undefined && each !== '') as string[];

export function groupRows(groups: readonly UserGroup[]): FactRow[] {
  return groups.map(({ name, description, precedence, roleArn }) => ({
    ...{ key: name, title: name },
    facts: facts(description, precedence === undefined ? undefined : `precedence ${precedence}`, roleArn),
  }));
}

export function deviceRows(devices: readonly UserDevice[]): FactRow[] {
  return devices.map(({ key, name, remembered, lastIp, createdAt, lastAuthenticatedAt }) => ({
    ...{ key, title: name ?? key, mono: name === undefined },
    facts: facts(remembered === undefined ? undefined : remembered ? 'remembered' : 'not remembered', lastIp),
    ...when('used', lastAuthenticatedAt ?? createdAt),
    copy: { name: 'device key', text: key },
  }));
}

export function passkeyRows(passkeys: readonly UserPasskey[]): FactRow[] {
  return passkeys.map(({ id, name, relyingPartyId, attachment, transports, createdAt }) => ({
    ...{ key: id, title: name || id, mono: name === '' },
    facts: facts(relyingPartyId, attachment, transports.join(', ')),
    ...when('made', createdAt),
    copy: { name: 'credential ID', text: id },
  }));
}

export function sessionRows(sessions: readonly UserSession[]): FactRow[] {
  return sessions.map(({ id, type, clientId, createdAt, lastActiveAt, device, lastIp, location, chain }) => ({
    ...{ key: id, title: `${type} session`, mono: false },
    facts: facts(clientId, device === 'unknown' ? undefined : device, lastIp, location),
    ...when('active', lastActiveAt ?? createdAt),
    copy: { name: 'session ID', text: id },
    ...(chain === undefined ? {} : { chain: { id: chain.chainId, words: joinedWords(chain) } }),
  }));
}

function when(words: string, at: number | undefined): Pick<FactRow, 'at'> {
  return at === undefined ? {} : { at: [words, at] };
}

/** How two records are known to be of the same sign-in. */
export function joinedWords({ by, apartMs = 0 }: JoinedChain): string {
  if (by === 'token') return 'The same: its tokens say so';
  if (by === 'request-id') return 'The same: the request ID says so';
  const apart = Math.abs(apartMs);
  return apart < 1_000 ? 'Likely the same: the same second' : `Likely the same: ${duration(apart)} apart`;
}
