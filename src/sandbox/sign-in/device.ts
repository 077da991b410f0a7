import { refusal } from '../refusal.ts';
import type { TextMap } from '../read-members.ts';

/**
 * No pool here tracks devices, so every DEVICE_KEY is unknown. Clients then drop their device data and repeat the call,
 * which is why nothing may be used up before this test.
 * @throws ResourceNotFoundException "Device does not exist."
 */
export function refuseUnknownDevice(parameters: TextMap): void {
  if (parameters.has('DEVICE_KEY')) throw refusal('ResourceNotFoundException', 'Device does not exist.');
}
