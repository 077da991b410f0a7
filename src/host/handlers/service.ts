import type { CommandInput, Handlers, Target } from '../../contract.ts';
import type { ServiceOperationHead, serviceCommands } from '../../contract/service.ts';
import { errorsDeclaredBy } from '../../cognito/service/declared-errors.ts';
import {
  cliNameOf,
  isSigned,
  onlyReads,
  type ServiceOperation,
  serviceOperation,
  serviceOperationNames,
  structuresIn,
} from '../../cognito/service/service.ts';
import { sameName } from '../../cognito/headers.ts';
import { iamActionsOf } from '../../errors/iam-actions.ts';
import { coreFault } from '../../form/form.ts';
import { isJsonObject, type JsonObject } from '../../json.ts';
import { nearestName } from '../../nearest.ts';
import type { Beginnings } from '../beginnings.ts';
import type { Parts } from '../parts.ts';
import { previewOf } from '../preview.ts';
import { unlessStopped } from '../run/unless-stopped.ts';
import { filledSkeleton } from '../service/known-members.ts';
import { addressedIn, guardedTarget, mayChange, nameToType } from '../service/may-change.ts';
import type { Standpoint } from '../service/masks.ts';
import { unlessCancelled, unsigned } from '../service/unless-cancelled.ts';
import { wholeDraft } from '../service/whole-draft.ts';
import { writtenRequest } from '../service/written.ts';

type Input = CommandInput<'service.preview'>;

export function serviceHandlers(
  { chains, sandbox, targets, following, signer }: Parts,
  beginnings: Beginnings,
): Pick<Handlers, keyof typeof serviceCommands> {
  /** A chain has a target of its own, whatever the page says. */
  async function placeOf(input: Pick<Input, 'targetId' | 'chainId' | 'parentId'>) {
    const { targetId, chainId, parentId = null } = input;
    if (chainId === undefined) return { target: await sandbox.target(targetId), at: undefined };
    const chain = chains.get(chainId);
    return { target: chain.target, at: { chain, parentId } satisfies Standpoint };
  }

  async function requestOf(input: Input, target: Target, at: Standpoint | undefined) {
    const { operation, body, rawBody, headers, secretHash, from } = input;
    const clientSecret = secretHash === true ? await targets.clientSecret(target) : undefined;
    const source = from === undefined ? undefined : { chain: chains.get(from.chainId), stepId: from.stepId };
    return writtenRequest({
      ...{ target, operation, body, rawBody, headers, clientSecret },
      behind: { at, from: source },
    });
  }

  /** Which production target a call changes, and what has to be typed for that. */
  function guardOf(body: JsonObject, target: Target): { target: Target; typed: string } | undefined {
    const guarded = guardedTarget(target, targets.list(), addressedIn(body, target));
    return guarded.production ? { target: guarded, typed: nameToType(body, guarded) } : undefined;
  }

  return {
    'service.operations': async () => serviceOperationNames.map(headOf),
    'service.operation': async ({ operation }) => {
      const found = serviceOperation(operation);
      if (found === undefined) throw unknown(operation);
      return {
        ...headOf(operation),
        input: found.input,
        structures: structuresIn(found.input),
        errors: errorsDeclaredBy(operation),
        ...permissionsOf(found),
      };
    },
    'service.skeleton': async ({ operation, targetId, chainId, parentId, wanted }) => {
      if (targetId === undefined && chainId === undefined) return filledSkeleton(operation, wanted, NOWHERE);
      const { target, at } = await placeOf({ targetId: targetId ?? '', chainId, parentId });
      return filledSkeleton(operation, wanted, target, at);
    },
    'service.preview': async (input) => {
      const { target, at } = await placeOf(input);
      const request = await requestOf(input, target, at);
      const preview = previewOf(wholeDraft(input.operation, request, target));
      const guard = changes(input) ? guardOf(request.body, target) : undefined;
      return guard === undefined
        ? preview
        : { ...preview, guard: { target: guard.target.name, typed: guard.typed } };
    },
    'service.call': async (input) => {
      const { operation, confirmed, beginId } = input;
      const { target, at } = await placeOf(input);
      const request = await requestOf(input, target, at);
      const guard = changes(input) ? guardOf(request.body, target) : undefined;
      if (guard !== undefined) mayChange(guard.target, confirmed, guard.typed);
      const ready = signer.ready(target, operation);
      if (at !== undefined) await unlessCancelled(at.chain, ready);
      else {
        await beginnings.run(beginId, async (stop) => {
          await unlessStopped(stop, ready);
          if (stop.stopped) throw unsigned();
        });
      }
      const chain = at?.chain ?? chains.open(target, operation, usernameIn(request.body));
      try {
        const started = await chains.operate({
          ...{ chain, parentId: at?.parentId ?? null, operation, inputs: {}, request },
        });
        following.follow(started);
        return { chainId: chain.id, stepId: started.stepId };
      } catch (error) {
        // Nothing was sent: there is no chain to look at.
        if (at === undefined) chains.remove(chain.id);
        throw error;
      }
    },
  };
}

function permissionsOf({ name, signed }: ServiceOperation) {
  if (!signed) return { permissionsBeside: [] };
  const { action, beside } = iamActionsOf(name);
  return { permission: action, permissionsBeside: beside };
}

/** Where nothing is known of where a call goes. */
const NOWHERE: Pick<Target, 'userPoolId' | 'clientId'> = { userPoolId: '', clientId: '' };

function headOf(name: string): ServiceOperationHead {
  return {
    name,
    cliName: cliNameOf(name),
    signed: isSigned(name),
    reads: onlyReads(name),
    takes: serviceOperation(name)?.input.required ?? [],
  };
}

function unknown(name: string) {
  const near = nearestName(name, serviceOperationNames);
  return coreFault(
    'OPERATION_UNKNOWN',
    `Cognito has no operation ${name}.${near === undefined ? '' : ` Is ${near} meant?`}`,
  );
}

function changes(input: Input): boolean {
  return !onlyReads(input.operation) || choosesOtherwise(input);
}

/** The header says what is called: one that is typed may say anything. */
function choosesOtherwise({ headers = {} }: Input): boolean {
  return Object.keys(headers).some((name) => sameName(name, 'X-Amz-Target'));
}

function usernameIn(body: JsonObject): string {
  const name = isJsonObject(body) ? body['Username'] : undefined;
  return typeof name === 'string' ? name : '';
}
