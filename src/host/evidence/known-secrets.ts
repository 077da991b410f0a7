import { decodeJwt } from '../../chain/jwt.ts';
import { valueAt } from '../../chain/redact.ts';
import { secretKind } from '../../chain/secret-members.ts';
import type { KnownSecret } from '../../evidence/bundle/scan.ts';
import { isJsonObject, type JsonValue } from '../../json.ts';
import { keptChain } from '../history/bring-back.ts';
import type { LiveChain, RememberedValue } from '../live-chain.ts';
import type { Parts } from '../parts.ts';

/**
 * Every secret the vault holds, and the client secrets of the sandbox.
 * @throws CoreFault VAULT_UNAVAILABLE where the keychain was there in this run and can't be read now: what is searched
 * without its secrets is not known to be clean
 */
export async function vaultSecrets({
  vault,
  targets,
}: Pick<Parts, 'vault' | 'targets'>): Promise<KnownSecret[]> {
  const secrets = (await vault.everything()).flatMap(secretsOfEntry);
  for (const target of targets.list()) {
    const value = await targets.clientSecret(target).catch(() => undefined);
    if (value !== undefined) secrets.push({ value, kind: 'client secret' });
  }
  return secrets;
}

/**
 * Every secret of a chain that this computer knows, also of one of an earlier run that nobody looked at in this.
 * @throws CoreFault HISTORY_UNAVAILABLE: what can't be looked at is not known to be clean
 */
export async function secretsOfChain(
  { chains, targets, sealing, ports: { history } }: Pick<Parts, 'chains' | 'targets' | 'sealing' | 'ports'>,
  chainId: string,
): Promise<KnownSecret[]> {
  if (chains.has(chainId)) return chainSecrets(chains.get(chainId));
  const kept = await keptChain({ history, sealing, targets }, chainId);
  return kept === undefined ? [] : chainSecrets(kept.chain);
}

/** Every secret that travelled in a chain or that the host remembers for it. */
export function chainSecrets(chain: LiveChain): KnownSecret[] {
  const secrets: KnownSecret[] = [];
  for (const event of chain.events) {
    const record = 'stepId' in event ? chain.steps.get(event.stepId) : undefined;
    if (record === undefined) continue;
    if (event.type === 'step.sent') secrets.push(...masked(record.requestText, event.request.body.secrets));
    if (event.type === 'step.ended')
      secrets.push(...masked(record.responseText, event.response?.body.secrets ?? []));
  }
  for (const record of chain.steps.values()) {
    if (record.session !== undefined)
      secrets.push({ value: record.session, kind: 'Session', member: 'Session' });
    if (record.srp !== undefined) secrets.push({ value: record.srp.a.toString(16), kind: 'SRP secret' });
  }
  for (const [name, { value }] of chain.remembered as ReadonlyMap<string, RememberedValue>)
    if (!isPublic(name)) secrets.push({ value, kind: name, member: name });
  for (const value of chain.known) secrets.push({ value, kind: 'secret value' });
  return secrets.flatMap(withSignature);
}

function masked(
  text: string,
  spots: readonly { readonly pointer: string; readonly mask: string; readonly kind: string }[],
): KnownSecret[] {
  return spots.flatMap(({ pointer, mask }) => {
    const value = valueAt(text, pointer);
    // Where the host has only the masked text, the mask itself stands there.
    if (value === undefined || value === '' || value === mask || mask.length > MASK_AT_MOST) return [];
    const member = pointer.slice(pointer.lastIndexOf('/') + 1);
    return [{ value, kind: member, member }];
  });
}

/** A mask that is longer covers a part of a text, not a whole value. */
const MASK_AT_MOST = 24;

/** A key and a group name identify a device and let nobody in. */
function isPublic(name: string): boolean {
  return name === 'DEVICE_KEY' || name === 'DEVICE_GROUP_KEY';
}

/** An entry is one secret, or an object with secrets under names that say so. */
function secretsOfEntry(text: string): KnownSecret[] {
  let entry: JsonValue;
  try {
    entry = JSON.parse(text) as JsonValue;
  } catch {
    return [{ value: text, kind: 'secret of the keychain' }];
  }
  return isJsonObject(entry) ? namedSecrets(entry) : [{ value: text, kind: 'secret of the keychain' }];
}

function namedSecrets(value: JsonValue, name = ''): KnownSecret[] {
  if (typeof value === 'string')
    return value !== '' && secretKind('plain', name, value, false) !== undefined
      ? withSignature({ value, kind: `${name} of the keychain`, member: name })
      : [];
  if (Array.isArray(value)) return value.flatMap((element) => namedSecrets(element, name));
  return isJsonObject(value)
    ? Object.entries(value).flatMap(([below, element]) => namedSecrets(element, below))
    : [];
}

/** A token without its signature may be shown, its signature never. */
function withSignature(secret: KnownSecret): KnownSecret[] {
  const signature = decodeJwt(secret.value) === undefined ? '' : (secret.value.split('.')[2] ?? '');
  return signature === '' ? [secret] : [secret, { value: signature, kind: `signature of ${secret.kind}` }];
}
