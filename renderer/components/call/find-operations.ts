import type { ServiceOperationHead } from '@core/contract/service.ts';

/** Which operations are looked at. */
export type Kind = 'all' | 'reads' | 'changes' | 'unsigned';

const KINDS: Readonly<Record<Kind, (operation: ServiceOperationHead) => boolean>> = {
  all: () => true,
  reads: ({ reads }) => reads,
  changes: ({ reads }) => !reads,
  unsigned: ({ signed }) => !signed,
};

/**
 * Operations that hold every word typed, by name, name in the AWS CLI or what they take; those named so come first.
 * `get user` finds AdminGetUser, and so does `admin-get-user`.
 */
export function findOperations(
  operations: readonly ServiceOperationHead[],
  typed: string,
  kind: Kind = 'all',
): readonly ServiceOperationHead[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  return operations
    .filter(KINDS[kind])
    .flatMap((operation) => {
      const name = operation.name.toLowerCase();
      const names = `${name} ${operation.cliName} ${operation.cliName.replaceAll('-', ' ')}`;
      const all = `${names} ${operation.takes.join(' ').toLowerCase()}`;
      if (!words.every((word) => all.includes(word))) return [];
      const joined = words.join('');
      if (joined !== '' && (name === joined || operation.cliName === words.join('-')))
        return [{ operation, rank: 0 }];
      if (name.startsWith(joined)) return [{ operation, rank: 1 }];
      return [{ operation, rank: words.every((word) => names.includes(word)) ? 2 : 3 }];
    })
    .sort((a, b) => a.rank - b.rank)
    .map(({ operation }) => operation);
}

/** `Takes UserPoolId and Username.` */
export function takesText({ takes }: Pick<ServiceOperationHead, 'takes'>): string {
  const last = takes.at(-1);
  if (last === undefined) return 'Nothing has to be given.';
  const others = takes.slice(0, -1).join(', ');
  return others === '' ? `Takes ${last}.` : `Takes ${others} and ${last}.`;
}
