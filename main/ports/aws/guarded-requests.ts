import { coreFault } from '@core/form/form.ts';
import { isLoopback } from '@core/cognito/endpoints.ts';
import type { HttpRequest } from '@smithy/core/protocols';
import { NodeHttpHandler } from '@smithy/node-http-handler';

/** Milliseconds. A person waits for it. */
const CONNECTING_MS = 5_000;
const ANSWERING_MS = 15_000;

/** How the SDK's providers reach STS, SSO and the like. */
export interface GuardedRequests {
  /** As the SDK's clients take it. */
  readonly handler: Pick<
    NodeHttpHandler,
    'handle' | 'metadata' | 'updateHttpClientConfig' | 'httpHandlerConfigs'
  >;
  /** Undefined unless something was refused: the SDK wraps what is thrown inside it. */
  refused(): Error | undefined;
  close(): void;
}

/** @param loopbackOnly refuses to leave this computer, before a name is looked up */
export function guardedRequests(loopbackOnly: boolean): GuardedRequests {
  const node = new NodeHttpHandler({ connectionTimeout: CONNECTING_MS, requestTimeout: ANSWERING_MS });
  let refused: Error | undefined;
  return {
    handler: {
      metadata: node.metadata,
      async handle(request, options) {
        if (loopbackOnly && !isLoopback(placeOf(request))) {
          refused = notLoopback(request.hostname);
          throw refused;
        }
        return node.handle(request, options);
      },
      updateHttpClientConfig: (key, value) => node.updateHttpClientConfig(key, value),
      httpHandlerConfigs: () => node.httpHandlerConfigs(),
    },
    refused: () => refused,
    close: () => node.destroy(),
  };
}

/** The evaluation runtime's refusal. */
export function notLoopback(host: string): Error {
  return coreFault(
    'NOT_LOOPBACK',
    `The evaluation runtime talks to this computer only, and these credentials come from ${host}. Install the official Electron runtime to get them.`,
  );
}

function placeOf({ protocol, hostname, port }: HttpRequest): string {
  return `${protocol}//${hostname}${port === undefined ? '' : `:${String(port)}`}`;
}
