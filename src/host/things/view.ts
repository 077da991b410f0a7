import type { Thing } from '../../contract.ts';
import { notCognitos } from '../../crypto/otpauth.ts';
import { present } from '../../present.ts';
import { passkeyText } from './for-user.ts';
import type { StoredThing } from './stored.ts';
import type { KeptThing } from './things.ts';

/** A thing as the page may have it: without its secret part. */
export function viewOf({ thing, where }: KeptThing): Thing {
  switch (thing.kind) {
    case 'totp': {
      const { secret: _secret, ...shown } = thing;
      return { ...present(shown), where, warnings: notCognitos(thing) };
    }
    case 'device': {
      const { password: _password, ...shown } = thing;
      return { ...present(shown), where };
    }
    case 'passkey': {
      const { privateKey: _privateKey, ...shown } = thing;
      return { ...present(shown), where };
    }
  }
}

/** The secret part of a thing, as it can be used elsewhere. */
export function secretOf(thing: StoredThing): string {
  switch (thing.kind) {
    case 'totp':
      return thing.secret;
    case 'device':
      return thing.password;
    case 'passkey':
      return passkeyText(thing);
  }
}
