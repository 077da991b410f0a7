import type { JsonObject } from '../json.ts';
import { integerBytes, passwordVerifier } from './srp-server.ts';
import { srpClient, type Answer, type TestSandbox } from './testing.ts';

/** A device as its owner keeps it after ConfirmDevice. */
export interface TestDevice {
  readonly key: string;
  readonly group: string;
  readonly password: string;
}

/** NewDeviceMetadata with the access token it came with. */
export interface OfferedDevice {
  readonly key: string;
  readonly group: string;
  readonly accessToken: string;
}

/** What tokens offered to confirm; undefined when they offered nothing. */
export function offeredDevice({ body }: Answer): OfferedDevice | undefined {
  const result = body['AuthenticationResult'] as JsonObject;
  const metadata = result['NewDeviceMetadata'] as JsonObject | undefined;
  if (metadata === undefined) return undefined;
  return {
    key: String(metadata['DeviceKey']),
    group: String(metadata['DeviceGroupKey']),
    accessToken: String(result['AccessToken']),
  };
}

export function deviceOf({ key, group }: OfferedDevice): TestDevice {
  return { key, group, password: 'a long device password' };
}

/** DeviceSecretVerifierConfig, protocol reference 5.6. */
function secretConfig(device: TestDevice): JsonObject {
  const salt = 0xe76837b8f3060fd80475a84a16dbcc7cn;
  const verifier = passwordVerifier(device.group, device.key, device.password, salt);
  return {
    Salt: integerBytes(salt).toString('base64'),
    PasswordVerifier: integerBytes(verifier).toString('base64'),
  };
}

export function confirm(
  test: TestSandbox,
  offered: OfferedDevice,
  changes: JsonObject = {},
): Promise<Answer> {
  return test.call('ConfirmDevice', {
    AccessToken: offered.accessToken,
    DeviceKey: offered.key,
    DeviceName: 'laptop',
    DeviceSecretVerifierConfig: secretConfig(deviceOf(offered)),
    ...changes,
  });
}

export function remember(
  test: TestSandbox,
  { accessToken, key }: OfferedDevice,
  status = 'remembered',
): Promise<Answer> {
  const DeviceRememberedStatus = status;
  return test.call('UpdateDeviceStatus', {
    AccessToken: accessToken,
    DeviceKey: key,
    DeviceRememberedStatus,
  });
}

/** The answer to DEVICE_PASSWORD_VERIFIER, without USERNAME. `at`: epoch milliseconds. */
export function proveDevice(device: TestDevice, parameters: JsonObject, at: number): Record<string, string> {
  const { group, key: identity, password } = device;
  return { DEVICE_KEY: identity, ...srpClient().prove(parameters, { group, identity, password }, at) };
}
