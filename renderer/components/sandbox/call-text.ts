import type { SandboxCall } from '@core/contract.ts';
import type { Status } from '../../ui/UiStatus.vue';

const NOT_MODELLED = 'UnknownOperationException';

export function isFailed({ status, error }: SandboxCall): boolean {
  return status === 0 || status >= 400 || error !== undefined;
}

/** The sandbox refuses what it has not, rather than answer a fake success. */
export function isNotModelled({ error }: SandboxCall): boolean {
  return error === NOT_MODELLED;
}

export function statusShown(call: SandboxCall): { readonly status: Status; readonly text: string } {
  if (call.status === 0) return { status: 'failed', text: 'dropped' };
  return { status: isFailed(call) ? 'failed' : 'ok', text: String(call.status) };
}

/** Whether a call is meant by a filter's text: any of what its row and its details name. */
export function callMatches(call: SandboxCall, wanted: string): boolean {
  const { operation, challenge, username, clientId, status, error, message, fault, requestId } = call;
  return [operation, challenge, username, clientId, String(status), error, message, fault, requestId].some(
    (text) => text?.toLowerCase().includes(wanted),
  );
}
