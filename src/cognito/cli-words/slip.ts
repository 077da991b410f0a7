import { coreFault, type CoreFault } from '../../form/form.ts';

/** Why words make no request. */
export function slip(detail: string): CoreFault {
  return coreFault('ADMIN_INPUT', detail);
}
