import { maskOf } from '../../chain/mask.ts';
import type { CommandInput } from '../../contract.ts';
import type { SecretHashReport } from '../../contract/lens.ts';
import { type NameToTry, namesToTry, tryHash } from '../../crypto/secret-hash-bench.ts';
import { coreFault } from '../../form/form.ts';
import { answersIn, membersOf, textIn } from '../bodies.ts';
import { stepOf } from '../live-chain.ts';
import { namesOfUser } from '../explain/hash-facts.ts';
import type { Parts } from '../parts.ts';

/**
 * Which name made a SECRET_HASH.
 * @throws CoreFault INPUT_INVALID naming the field when hash, client id or secret is missing
 */
export async function hashReport(
  { chains, targets, sandbox }: Parts,
  input: CommandInput<'lens.secretHash'>,
): Promise<SecretHashReport> {
  const chain = input.step && chains.get(input.step.chainId);
  const record = chain && input.step && stepOf(chain, input.step.stepId);
  const sent = record === undefined ? undefined : textIn(answersIn(record.requestText), 'SECRET_HASH');
  const target = input.targetId === undefined ? chain?.target : await sandbox.target(input.targetId);
  const hash = given(input.hash) ?? sent;
  const clientId =
    given(input.clientId) ??
    (record && textIn(membersOf(record.requestText), 'ClientId')) ??
    target?.clientId;
  const clientSecret = given(input.clientSecret) ?? (target && (await targets.clientSecret(target)));
  if (hash === undefined)
    throw needed('hash', 'Paste a SECRET_HASH, or open the bench from a step that sent one.');
  if (clientId === undefined) throw needed('clientId', 'Type the app client id, or choose a target.');
  if (clientSecret === undefined)
    throw needed('clientSecret', 'Type the client secret, or choose a target that has one.');

  const names: NameToTry[] = [
    ...input.names.filter((name) => name !== '').map((name) => ({ name, from: 'typed' })),
    ...(chain === undefined ? [] : namesOfUser(chain, record)),
  ];
  if (names.length === 0) throw needed('names', 'Type at least one name to try.');
  const trial = tryHash({ hash, clientId, clientSecret, names: namesToTry(names) });
  return { ...trial, clientId, hashMask: maskOf(hash, 'opaque'), verdict: verdictOf(trial, hash) };
}

function verdictOf({ tried, mistake }: ReturnType<typeof tryHash>, hash: string): string {
  const made = tried.find(({ makes }) => makes);
  if (made !== undefined) return `“${made.name}” made it (${made.from}).`;
  if (mistake !== undefined) return `“${mistake.name}” made it, but with ${mistake.says}.`;
  if (!/^[\w+/]{43}=$/.test(hash.trim())) {
    return 'None made it. It is no SECRET_HASH as it stands: that is 44 characters of Base64.';
  }
  return 'None of these names made it with this client id and secret: it comes from another secret or app client, or from a name not listed.';
}

function given(text: string | undefined): string | undefined {
  return text === undefined || text.trim() === '' ? undefined : text.trim();
}

function needed(field: string, detail: string) {
  return coreFault('INPUT_INVALID', detail, field);
}
