import { cannotTell, found, ruledOut, type Cause } from '../cause.ts';

const NO_DEVICE = { code: 'ResourceNotFoundException', message: /device does not exist/i };
const REFRESH = { code: 'NotAuthorizedException', message: /^invalid refresh token\.?$/i };
const ENDED = {
  code: 'NotAuthorizedException',
  message: /(refresh|access) token (has been revoked|has expired)|invalid (refresh|access) token/i,
};

/** Devices, and the tokens they keep alive (protocol reference 2.12, 3.5, 7.4). */
export const deviceCauses = [
  {
    id: 'device-unknown',
    title: 'Cognito does not know this DEVICE_KEY',
    explains: [NO_DEVICE, { code: 'ResourceNotFoundException', unworded: true }],
    test: 'The key is looked up among the devices that this run’s sign-ins brought and those kept in the vault.',
    prior: 0.9,
    check({ device, sandbox }) {
      if (device === undefined) return ruledOut('No DEVICE_KEY was sent.');
      const known = sandbox?.devices?.includes(device.key);
      const knows =
        known === undefined
          ? undefined
          : known
            ? 'The user has this device by now.'
            : 'The user has no device of this key.';
      if (known === true) return ruledOut('The exception says so.', knows);
      if (device.forgotten) return found('ForgetDevice of this run named it.', knows);
      switch (device.origin) {
        case 'nowhere':
          return found(
            'No sign-in of this run brought this key, and the vault does not hold it: it was typed, or is another user’s.',
            knows,
          );
        case 'vault':
          return found(
            'The vault remembers it from an earlier sign-in; it was forgotten on Cognito’s side since.',
            knows,
          );
        case 'chain':
          return found(
            'A sign-in of this run brought it, and it is gone: it was never confirmed, or forgotten since.',
            knows,
          );
      }
    },
    fix: () => ({
      label: 'Forget the device and sign in without it',
      inputs: { DEVICE_KEY: null },
      leaveOut: ['DEVICE_KEY'],
      forget: 'device',
      from: 'start',
    }),
  },
  {
    id: 'refresh-without-device',
    title: 'The refresh lacks DEVICE_KEY',
    explains: [REFRESH],
    test: 'The access token that came with the refresh token is searched for device_key.',
    prior: 0.8,
    advice: 'Send the DEVICE_KEY that the sign-in brought.',
    check({ refresh }) {
      if (refresh === undefined) return ruledOut('This step refreshes no tokens.');
      if (refresh.deviceKeySent) return ruledOut('The request carries a DEVICE_KEY.');
      if (!refresh.tokenKnown) return cannotTell('The refresh token is not from a sign-in of this run.');
      return refresh.tokenDevice === undefined
        ? ruledOut('The tokens belong to no device.')
        : found(`The tokens belong to device ${refresh.tokenDevice}, and the request does not name it.`);
    },
    fix: ({ refresh }) =>
      refresh?.tokenDevice === undefined
        ? undefined
        : {
            label: 'Send the tokens’ DEVICE_KEY',
            inputs: { DEVICE_KEY: refresh.tokenDevice },
            compute: ['DEVICE_KEY'],
          },
  },
  {
    id: 'device-never-confirmed',
    title: 'The device was never confirmed',
    explains: [REFRESH],
    test: 'The chains of this run are searched for a ConfirmDevice of the tokens’ device.',
    prior: 0.7,
    advice: 'Confirm the device right after the sign-in that brings it.',
    check({ refresh }) {
      if (refresh === undefined) return ruledOut('This step refreshes no tokens.');
      if (refresh.tokenDevice === undefined) {
        return refresh.tokenKnown
          ? ruledOut('The tokens belong to no device.')
          : cannotTell('The refresh token is not from a sign-in of this run.');
      }
      return refresh.deviceConfirmed === true
        ? ruledOut('ConfirmDevice succeeded for it in this run.')
        : found('The tokens belong to a device that no ConfirmDevice of this run named.');
    },
  },
  {
    id: 'refresh-other-client',
    title: 'The refresh token is another app client’s',
    explains: [REFRESH, { code: 'UnauthorizedException' }],
    test: 'The token is looked up among those that this run brought.',
    prior: 0.5,
    advice: 'Refresh with the app client that the token was issued for.',
    check({ refresh }) {
      if (refresh?.tokenKnown !== true)
        return cannotTell('The refresh token is not from a sign-in of this run.');
      return refresh.otherClient === undefined
        ? ruledOut('It was issued for this app client.')
        : found(`It was issued for the app client ${refresh.otherClient}.`);
    },
  },
  {
    id: 'tokens-ended',
    title: 'The tokens were ended',
    explains: [ENDED, { code: 'RefreshTokenReuseException' }],
    test: 'The chains of this run are searched for what ends these tokens.',
    prior: 0.6,
    advice: 'Sign in again, or use the newest refresh token.',
    check({ refresh, message }) {
      if (refresh?.endedBy !== undefined) return found(`${refresh.endedBy} of this run ended them.`);
      if (refresh?.rotated === true)
        return found('A later refresh of this run brought a newer refresh token.');
      if (/revoked/i.test(message)) return found('Cognito says so itself; it was done from elsewhere.');
      if (/expired/i.test(message)) return ruledOut('Cognito says they expired.');
      return refresh?.tokenKnown === true
        ? ruledOut('Nothing of this run ended them.')
        : cannotTell('The token is not from a sign-in of this run.');
    },
  },
  {
    id: 'tokens-expired',
    title: 'The token is past its validity',
    explains: [{ code: 'NotAuthorizedException', message: /(refresh|access) token has expired/i }],
    test: 'The message says it.',
    prior: 1,
    advice: 'Sign in again; an access token is made anew by a refresh.',
    check: ({ refresh }) =>
      refresh?.endedBy === undefined
        ? found('Cognito says so itself.')
        : cannotTell(`${refresh.endedBy} of this run ended it besides.`),
  },
] as const satisfies readonly Cause[];
