import type { Thing } from '@core/contract.ts';
import type { ThingKind } from '@core/form/form.ts';
import type { IconName } from '../../ui/icons.ts';

interface KindWords {
  readonly title: string;
  readonly icon: IconName;
  /** What its secret part is called. */
  readonly secret: string;
}

/** What the kinds are called. Order is that of the page. */
export const kindWords: Readonly<Record<ThingKind, KindWords>> = {
  totp: { title: 'TOTP secrets', icon: 'clock', secret: 'TOTP secret' },
  passkey: { title: 'Passkeys', icon: 'passkey', secret: 'passkey with its private key' },
  device: { title: 'Devices', icon: 'device', secret: 'device password' },
};

export const kinds = Object.keys(kindWords) as ThingKind[];

/** What is known of a thing, in a few words each. */
export function factsOf(thing: Thing): string[] {
  switch (thing.kind) {
    case 'totp': {
      const { name, account, algorithm, digits, period, warnings } = thing;
      const issuer = thing.issuer === name ? undefined : thing.issuer;
      const whose = [issuer, account === thing.username ? undefined : account].filter(Boolean).join(': ');
      return [
        ...(whose === '' ? [] : [whose]),
        ...(warnings.length === 0 ? [] : [`${algorithm} · ${digits} digits · ${period} s`]),
      ];
    }
    case 'device':
      return thing.remembered === undefined ? [] : [thing.remembered ? 'remembered' : 'tracked only'];
    case 'passkey':
      return [
        thing.rpId,
        thing.algorithm,
        thing.counter === 0 ? 'counts nothing' : `counter ${thing.counter}`,
      ];
  }
}

const WHERE = {
  keychain: 'in the keychain',
  memory: 'in memory only',
  waiting: 'not stored: the keychain can’t be used',
} as const;

export function whereWords(where: Thing['where']): string {
  return WHERE[where];
}
