import type { JsonObject } from '../../json.ts';
import type { Device } from '../pool/user.ts';

/** `DeviceType` of the API; times are epoch seconds. */
export function describeDevice(device: Device): JsonObject {
  const attributes = {
    device_status: 'valid',
    ...(device.name === undefined ? {} : { device_name: device.name }),
    'dev:device_remembered_status': device.remembered ? 'remembered' : 'not_remembered',
  };
  return {
    DeviceKey: device.key,
    DeviceAttributes: Object.entries(attributes).map(([Name, Value]) => ({ Name, Value })),
    DeviceCreateDate: device.createdAt / 1_000,
    DeviceLastModifiedDate: device.modifiedAt / 1_000,
    DeviceLastAuthenticatedDate: device.authenticatedAt / 1_000,
  };
}
