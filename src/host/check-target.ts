import { isLoopback } from '../cognito/endpoints.ts';
import { encodeRequest, readReply } from '../cognito/wire.ts';
import type { TargetCheck, TargetDraft } from '../contract.ts';
import type { Ports } from './ports.ts';
import { draftTarget, draftWarnings } from './targets.ts';

/** Long enough for a slow link, short enough to wait for. */
const TIMEOUT_MS = 10_000;
/** Not a token of anyone: Cognito refuses it after it has looked the client up. No user is touched, no try is counted. */
const NO_TOKEN = 'countersign-connection-check';

/** Asks the endpoint to refresh a token that can't exist: the refusal tells whether Cognito is there and knows the client. */
export async function checkTarget(ports: Ports, draft: TargetDraft): Promise<TargetCheck> {
  const target = draftTarget(draft, ports.environment);
  const warnings = draftWarnings(draft, ports.environment);
  const no = (detail: string, totalMs = 0): TargetCheck => ({ reachable: false, detail, totalMs, warnings });
  if (target.endpoint === '') return no('Enter a region, a user pool ID or an endpoint first.');
  if (ports.runtime.kind === 'evaluation' && !isLoopback(target.endpoint)) {
    return no(
      'The evaluation runtime talks to this computer only. Install the official Electron runtime to reach this endpoint.',
    );
  }

  const operation = 'InitiateAuth';
  const http = await ports.http.send(
    encodeRequest({
      url: target.endpoint,
      operation,
      timeoutMs: TIMEOUT_MS,
      body: {
        AuthFlow: 'REFRESH_TOKEN_AUTH',
        ClientId: target.clientId,
        AuthParameters: { REFRESH_TOKEN: NO_TOKEN },
      },
    }),
  );
  const reply = readReply(operation, http);
  const totalMs = http.timing.total;
  if (reply.kind === 'failure') return no(reply.detail, totalMs);
  const skew = reply.serverDate === undefined ? {} : { skewMs: reply.serverDate - ports.clock.now() };
  // The name of an exception is what tells Cognito from any other server that speaks JSON.
  if (reply.kind !== 'error' || (reply.source !== 'body' && reply.source !== 'header')) {
    return no('Something answers here, but not as Cognito does. Check the endpoint.', totalMs);
  }
  const known = clientKnown(reply.code, reply.message);
  return {
    reachable: true,
    detail:
      known === false
        ? 'Cognito answers here, but does not know this app client ID. Check the ID and the region.'
        : known === true
          ? 'Cognito answers here and knows this app client.'
          : 'Something that speaks Cognito’s protocol answers here; whether it knows the client could not be told.',
    totalMs,
    warnings,
    ...skew,
    ...(known === undefined ? {} : { clientKnown: known }),
  };
}

/** ResourceNotFoundException names an unknown client; a refused token or a missing hash means it was found. */
function clientKnown(code: string, message: string): boolean | undefined {
  if (code === 'ResourceNotFoundException') return false;
  if (code === 'NotAuthorizedException') return true;
  // The client is there and has the flow switched off.
  if (code === 'InvalidParameterException' && /flow not enabled/i.test(message)) return true;
  return undefined;
}
