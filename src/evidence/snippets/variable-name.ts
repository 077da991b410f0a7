import { secretMembers } from '../../chain/secret-members.ts';
import { isSecretHeader } from '../../chain/redact.ts';

/** Names people know from Cognito; ANSWER is that of a custom challenge. */
const KNOWN: ReadonlySet<string> = new Set([...Object.keys(secretMembers), 'ANSWER']);

/**
 * What the environment calls the secret at a pointer: `SecretHash` is SECRET_HASH. Names that are not Cognito's own get
 * SECRET_ in front, so that a key called `path` never becomes PATH.
 * @param taken names in use; the new one is added
 */
export function variableName(pointer: string, taken: Set<string>): string {
  const member = pointer.slice(pointer.lastIndexOf('/') + 1);
  return unique(KNOWN.has(member) ? upperSnake(member) : prefixed(member), taken);
}

export function headerVariableName(header: string, taken: Set<string>): string {
  return unique(isSecretHeader(header) ? upperSnake(header) : prefixed(header), taken);
}

function prefixed(name: string): string {
  return `SECRET_${upperSnake(name)}`.replace(/_$/, '');
}

function upperSnake(name: string): string {
  return name
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .toUpperCase()
    .replace(/[^A-Z\d]+/g, '_')
    .replace(/^_|_$/g, '');
}

function unique(name: string, taken: Set<string>): string {
  let free = name;
  for (let number = 2; taken.has(free); number += 1) free = `${name}_${number}`;
  taken.add(free);
  return free;
}
