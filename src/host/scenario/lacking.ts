import { coreFault, type CoreFault, type Field } from '../../form/form.ts';
import { isSecretName } from '../../scenario/plain-secrets.ts';

/** What nothing at hand fills, as `atHand` tells it. */
interface Missing {
  readonly detail: string;
  readonly field?: string | undefined;
}

/**
 * ANSWER_MISSING, with what to write: a secret that lasts is refused where it stands in the file, so that one is told by
 * its reference.
 * @param need what it is needed for, for people: `to answer SMS_MFA`
 */
export function lacking({ detail, field }: Missing, need: string, fields: readonly Field[]): CoreFault {
  const fix = field === undefined ? '' : ` ${fixOf(field, fields)}`;
  return coreFault('ANSWER_MISSING', `${detail} ${need}.${fix}`, field);
}

function fixOf(field: string, fields: readonly Field[]): string {
  if (isSecretName(field, fields))
    return `It is a secret: give it with --secret ${field}, its value in the environment variable ${field}. Or write secrets: { ${field}: env:${field} } in the file, and ${field}: '\${${field}}' under with.`;
  if (fields.some(({ key, kind }) => key === field && kind === 'code'))
    return 'Put it under with, written out or as ${code.NAME} of a source under codes.';
  return 'Put it under with.';
}
