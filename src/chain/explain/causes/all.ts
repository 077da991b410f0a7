import type { Cause } from '../cause.ts';
import { accountCauses } from './account.ts';
import { adminCauses } from './admin.ts';
import { codeCauses } from './code.ts';
import { credentialCauses } from './credentials.ts';
import { deviceCauses } from './device.ts';
import { directoryCauses } from './directory.ts';
import { hashCauses } from './hash.ts';
import { managementCauses } from './management.ts';
import { passkeyCauses } from './passkey.ts';
import { permissionCauses } from './permission.ts';
import { poolCauses } from './pool.ts';
import { proofCauses } from './proof.ts';
import { registrationCauses } from './registration.ts';
import { requestCauses } from './request.ts';
import { sessionCauses } from './session.ts';
import { wireCauses } from './wire.ts';

/** Every cause that can be looked for, one entry each. */
export const causes = [
  ...hashCauses,
  ...proofCauses,
  ...credentialCauses,
  ...sessionCauses,
  ...codeCauses,
  ...deviceCauses,
  ...passkeyCauses,
  ...registrationCauses,
  ...accountCauses,
  ...requestCauses,
  ...adminCauses,
  ...permissionCauses,
  ...poolCauses,
  ...managementCauses,
  ...directoryCauses,
  ...wireCauses,
] as const;

export type CauseId = (typeof causes)[number]['id'];

export function causeNamed(id: string): Cause | undefined {
  return causes.find((cause) => cause.id === id);
}
