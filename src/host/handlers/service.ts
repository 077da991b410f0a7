import type { Handlers, Target } from '../../contract.ts';
import type { serviceCommands } from '../../contract/service.ts';
import { cliNameOf, isSigned, onlyReads, serviceOperationNames } from '../../cognito/service/service.ts';
import { skeletonOf } from '../../cognito/service/skeleton.ts';
import { parseJsonText } from '../../chain/json-text.ts';
import { isJsonObject, type JsonObject } from '../../json.ts';
import type { Parts } from '../parts.ts';
import { mayChange } from '../service/may-change.ts';

export function serviceHandlers({
  chains,
  sandbox,
  following,
  signer,
}: Parts): Pick<Handlers, keyof typeof serviceCommands> {
  return {
    'service.operations': async () =>
      serviceOperationNames.map((name) => ({
        name,
        cliName: cliNameOf(name),
        signed: isSigned(name),
        reads: onlyReads(name),
      })),
    'service.skeleton': async ({ operation, targetId, wanted }) =>
      skeletonOf(operation, targetId === undefined ? {} : knownOf(await sandbox.target(targetId)), wanted),
    'service.call': async ({ targetId, chainId, parentId = null, operation, body, rawBody, confirmed }) => {
      const target = await sandbox.target(targetId);
      if (!onlyReads(operation)) mayChange(target, confirmed);
      await signer.ready(target, operation);
      const chain =
        chainId === undefined ? chains.open(target, operation, usernameIn(body)) : chains.get(chainId);
      try {
        const request = { body: rawBody === undefined ? body : objectIn(rawBody), ...optionalRaw(rawBody) };
        const started = await chains.operate({ chain, parentId, operation, inputs: {}, request });
        following.follow(started);
        return { chainId: chain.id, stepId: started.stepId };
      } catch (error) {
        // Nothing was sent: there is no chain to look at.
        if (chainId === undefined) chains.remove(chain.id);
        throw error;
      }
    },
  };
}

function optionalRaw(raw: string | undefined): { readonly raw?: string } {
  return raw === undefined ? {} : { raw };
}

function objectIn(text: string): JsonObject {
  const parsed = parseJsonText(text);
  return parsed.ok && isJsonObject(parsed.value) ? parsed.value : {};
}

function usernameIn(body: JsonObject): string {
  const name = body['Username'];
  return typeof name === 'string' ? name : '';
}

function knownOf({ userPoolId, clientId }: Target) {
  return { ...(userPoolId === '' ? {} : { UserPoolId: userPoolId }), ClientId: clientId };
}
