import { coreFault, type CoreFault } from '../form/form.ts';

/** Our own messages begin with what they are about: `advanceSeconds: must be …`, `ClientNam is not a name …`. */
const IN_FRONT = /^([A-Za-z]\w*(?:\.[\w:-]+?)*)(?:: | is not a name )/;
/** Cognito's rules name the member within: `Value '99' at 'authSessionValidity' failed to satisfy constraint`. */
const WITHIN = / at '(\w)(\w*)/;

/** A refusal of the control API as a fault. Its `field` is the member that the message names. */
export function controlFault(message: string): CoreFault {
  const [, front] = IN_FRONT.exec(message) ?? [];
  const [, first = '', rest = ''] = WITHIN.exec(message) ?? [];
  const field = front ?? (first === '' ? undefined : first.toUpperCase() + rest);
  return coreFault('SANDBOX_CONTROL', message, field);
}
