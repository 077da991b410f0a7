import * as v from 'valibot';
import { type EndpointEnvironment, resolveEndpoint } from '../cognito/endpoints.ts';
import { type SandboxInfo, type Target, type TargetDraft, TargetDraftSchema } from '../contract.ts';
import { coreFault, type Fault } from '../form/form.ts';
import type { Files, Random } from './ports.ts';
import { openStoredFile, type OpenFile } from './stored-file.ts';
import type { Vault } from './vault.ts';

const StoredTarget = v.object({
  ...v.omit(TargetDraftSchema, ['id', 'clientSecret']).entries,
  id: v.string(),
  hasClientSecret: v.boolean(),
});
type StoredTarget = v.InferOutput<typeof StoredTarget>;

/** The places calls can go: the sandbox's clients while it runs, and those a person added. */
export interface Targets {
  list(): readonly Target[];
  /** @throws CoreFault TARGET_UNKNOWN */
  get(id: string): Target;
  clientSecret(target: Target): Promise<string | undefined>;
  /** @throws CoreFault TARGET_INCOMPLETE, VAULT_UNAVAILABLE, STORED_FILE_NEWER */
  save(draft: TargetDraft): Promise<Target>;
  /** Removes the target and its client secret. */
  remove(id: string): Promise<void>;
  /** A target that is known by its id and neither listed nor stored: the same for the same draft, with its newest secret. */
  lend(draft: TargetDraft): Target;
  /** Makes the sandbox's clients into targets. */
  useSandbox(info: SandboxInfo): void;
  readonly problem?: string;
}

export async function openTargets(
  files: Files,
  vault: Vault,
  random: Random,
  environment: EndpointEnvironment,
): Promise<Targets> {
  const file = await openStoredFile(files, {
    name: 'targets.json',
    version: 1,
    schema: v.array(StoredTarget),
    ups: [],
    empty: [],
  });
  let sandbox: readonly Target[] = [];
  const sandboxSecrets = new Map<string, string>();
  const lent = new Map<string, Target>();
  const lentSecrets = new Map<string, string>();
  const list = () => [...sandbox, ...file.get().map((stored) => targetOf(stored, environment))];

  return {
    list,
    get(id) {
      const found = [...list(), ...lent.values()].find((target) => target.id === id);
      if (found === undefined)
        throw coreFault('TARGET_UNKNOWN', 'This target is not there any more. Choose another.');
      return found;
    },
    async clientSecret(target) {
      if (!target.hasClientSecret) return undefined;
      return (
        sandboxSecrets.get(target.id) ??
        lentSecrets.get(target.id) ??
        (await vault.get(secretAccount(target.id)))
      );
    },
    save: (draft) => save(draft, file, vault, random, environment),
    async remove(id) {
      await file.set(file.get().filter((stored) => stored.id !== id));
      await vault.remove(secretAccount(id));
    },
    lend(draft) {
      const fields = fieldsOf(draft);
      const key = JSON.stringify(fields);
      const secret = draft.clientSecret ?? undefined;
      const hasClientSecret = secret !== undefined;
      const before = lent.get(key);
      const id = before?.id ?? random.uuid();
      const target =
        before?.hasClientSecret === hasClientSecret
          ? before
          : targetOf({ ...fields, id, hasClientSecret }, environment);
      lent.set(key, target);
      if (secret === undefined) lentSecrets.delete(id);
      else lentSecrets.set(id, secret);
      return target;
    },
    useSandbox(info) {
      sandboxSecrets.clear();
      sandbox = info.pools.flatMap((pool) =>
        pool.clients.map((client) => {
          const id = sandboxTargetId(client.clientId);
          if (client.clientSecret !== undefined) sandboxSecrets.set(id, client.clientSecret);
          return {
            id,
            name: `sandbox · ${pool.name} · ${client.name}`,
            region: info.region,
            endpoint: info.endpoint,
            customEndpoint: true,
            userPoolId: pool.userPoolId,
            clientId: client.clientId,
            hasClientSecret: client.clientSecret !== undefined,
            fips: false,
            profile: '',
            color: 'none' as const,
            production: false,
            sessionMinutes: client.sessionMinutes,
            kind: 'sandbox' as const,
          };
        }),
      );
    },
    ...(file.problem === undefined ? {} : { problem: file.problem }),
  };
}

export function sandboxTargetId(clientId: string): string {
  return `sandbox:${clientId}`;
}

/** What a draft would be as a target, before it is stored: for connection checks. */
export function draftTarget(draft: TargetDraft, environment: EndpointEnvironment): Target {
  return targetOf({ ...fieldsOf(draft), id: draft.id ?? 'draft', hasClientSecret: false }, environment);
}

/** What is odd about a draft: each names its field; none stops it from being used. */
export function draftWarnings(draft: TargetDraft, environment: EndpointEnvironment): readonly Fault[] {
  const fields = fieldsOf(draft);
  const resolved = resolveEndpoint({ ...fields, environment });
  return [...resolved.warnings, ...checkTargetIds(fields)];
}

/** Shapes from the service model: protocol reference 0.8. */
function checkTargetIds({ clientId, userPoolId }: { clientId: string; userPoolId: string }): Fault[] {
  const faults: Fault[] = [];
  if (!/^[\w+]{1,128}$/.test(clientId)) {
    faults.push({
      code: 'CLIENT_ID_SHAPE',
      field: 'clientId',
      detail: 'App client IDs are 1 to 128 letters, digits, _ or +. Copy it from the app client’s page.',
    });
  }
  if (userPoolId !== '' && !/^[\w-]+_[0-9a-zA-Z]+$/.test(userPoolId)) {
    faults.push({
      code: 'POOL_ID_SHAPE',
      field: 'userPoolId',
      detail:
        'User pool IDs look like eu-west-1_Ab12Cd34E: the region, an underscore, then letters and digits.',
    });
  }
  return faults;
}

async function save(
  draft: TargetDraft,
  file: OpenFile<StoredTarget[]>,
  vault: Vault,
  random: Random,
  environment: EndpointEnvironment,
): Promise<Target> {
  const before = file.get().find((stored) => stored.id === draft.id);
  const id = before?.id ?? random.uuid();
  const secret = draft.clientSecret;
  const stored: StoredTarget = {
    ...fieldsOf(draft),
    id,
    hasClientSecret: secret === undefined ? (before?.hasClientSecret ?? false) : Boolean(secret),
  };
  const target = targetOf(stored, environment);
  if (stored.clientId === '') {
    throw coreFault('TARGET_INCOMPLETE', 'Enter the app client ID: every call names it.', 'clientId');
  }
  const { url, warnings } = resolveEndpoint({ ...stored, environment });
  const [why] = warnings;
  if (url === '' && why !== undefined) throw coreFault(why.code, why.detail, why.field);
  // The secret first: a target that says it has one must have it.
  if (secret) await vault.set(secretAccount(id), secret);
  else if (secret !== undefined) await vault.remove(secretAccount(id));
  const others = file.get().filter((other) => other.id !== id);
  try {
    await file.set([...others, stored]);
  } catch (error) {
    // A target that could not be kept leaves no secret behind.
    if (before === undefined && secret) await vault.remove(secretAccount(id));
    throw error;
  }
  return target;
}

function fieldsOf(draft: TargetDraft): Omit<StoredTarget, 'id' | 'hasClientSecret'> {
  return {
    name: draft.name.trim(),
    region: draft.region.trim(),
    endpoint: draft.endpoint.trim(),
    userPoolId: draft.userPoolId.trim(),
    clientId: draft.clientId.trim(),
    fips: draft.fips,
    profile: (draft.profile ?? '').trim(),
    color: draft.color,
    production: draft.production,
    sessionMinutes: draft.sessionMinutes,
  };
}

function targetOf(stored: StoredTarget, environment: EndpointEnvironment): Target {
  const resolved = resolveEndpoint({ ...stored, environment });
  return {
    id: stored.id,
    name: stored.name || stored.userPoolId || stored.clientId,
    region: resolved.region,
    endpoint: resolved.url,
    customEndpoint: stored.endpoint !== '',
    userPoolId: stored.userPoolId,
    clientId: stored.clientId,
    hasClientSecret: stored.hasClientSecret,
    fips: stored.fips,
    profile: stored.profile ?? '',
    color: stored.color,
    production: stored.production,
    sessionMinutes: stored.sessionMinutes,
    kind: 'endpoint',
  };
}

function secretAccount(targetId: string): string {
  return `target:${targetId}:client-secret`;
}
