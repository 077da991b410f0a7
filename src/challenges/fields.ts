import type { Field } from '../form/form.ts';
import type { Texts } from './inputs.ts';
import { sentTo } from './parameters.ts';

/** The user's password where it proves a sign-in. */
export const passwordField: Field = {
  key: 'PASSWORD',
  label: 'Password',
  kind: 'password',
  required: true,
  remember: 'PASSWORD',
  pattern: { source: '^\\S{1,256}$', hint: '1 to 256 characters, no spaces' },
};

/** A remembered device's key. Pattern from the API's DeviceKeyType. */
export const deviceKeyField: Field = {
  key: 'DEVICE_KEY',
  label: 'Device key',
  kind: 'text',
  required: false,
  remember: 'DEVICE_KEY',
  thing: 'device',
  pattern: { source: '^[\\w-]+_[0-9a-f-]+$', hint: 'REGION_uuid, such as us-east-1_0a1b2c3d-…' },
  help: 'A remembered device. Cognito then asks for the device’s proof in place of a second factor.',
};

/** A passkey's answer. */
export const credentialField: Field = {
  key: 'CREDENTIAL',
  label: 'Credential',
  kind: 'json',
  required: true,
  placeholder: '{"id":"…","rawId":"…","type":"public-key","response":{…}}',
};

/** A code that Cognito sent: where to, and where a sandbox keeps it. */
export function sentCodeField(
  key: string,
  parameters: Texts,
  expected: Pick<Field, 'digits' | 'pattern'>,
): Field {
  const help = sentTo(parameters);
  return {
    key,
    label: 'Code',
    kind: 'code',
    required: true,
    inbox: true,
    ...expected,
    ...(help === '' ? {} : { help }),
  };
}
