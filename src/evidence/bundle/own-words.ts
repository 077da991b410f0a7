import { CHAIN_EVENT_VERSION, type ChainEvent } from '../../chain/event.ts';
import { secretMembers } from '../../chain/secret-members.ts';
import { NO_ANNOTATIONS } from '../../history/history.ts';
import type { ExportFormat } from '../export/format.ts';
import { isPacked, unpack } from './pack.ts';
import type { Spared } from './scan.ts';

/**
 * The words a format writes of its own accord, told by what it writes of a chain that nobody ran. A password `Password`
 * stands in every file as the name of a member: that betrays nothing, and a scan that refused it would refuse every file.
 */
export async function ownWords(format: ExportFormat): Promise<Spared> {
  const file = await format.write({
    chains: [{ events: nobodys(), annotations: NO_ANNOTATIONS }],
    exportedAt: 0,
    version: '',
  });
  const inside = isPacked(file) ? await unpack(file, LARGEST) : ({ ok: true, bytes: file } as const);
  const text = inside.ok ? new TextDecoder().decode(inside.bytes) : '';
  return { has: (value) => text.includes(value) };
}

const LARGEST = 1_048_576;

/** A chain with every member there is and no value. */
function nobodys(): readonly ChainEvent[] {
  const target = {
    id: '',
    name: '',
    endpoint: '',
    clientId: '',
    userPoolId: '',
    production: false,
    sessionMinutes: 3,
    kind: 'sandbox',
  } as const;
  const text = JSON.stringify(Object.fromEntries(Object.keys(secretMembers).map((name) => [name, ''])));
  const body = {
    text,
    bytes: 0,
    cut: false,
    secrets: [{ pointer: '', kind: 'opaque', mask: '', length: 0 }],
  } as const;
  const headers = [
    ['Content-Type', 'application/x-amz-json-1.1'],
    ['X-Amz-Target', 'AWSCognitoIdentityProviderService.'],
    ['x-amzn-requestid', ''],
  ] as const;
  const v = CHAIN_EVENT_VERSION;
  return [
    {
      v,
      type: 'chain.started',
      at: 0,
      chainId: '',
      target,
      flow: '',
      username: '',
      imported: { kind: 'bundle', name: '', tool: '', place: '' },
    },
    { v, type: 'chain.adopted', at: 0, target: { ...target, kind: 'endpoint' } },
    {
      v,
      type: 'step.sent',
      at: 0,
      stepId: 'a',
      parentId: null,
      operation: 'RespondToAuthChallenge',
      answers: '',
      summary: '',
      session: '',
      overridden: [],
      holes: [{ kind: 'request', detail: '' }],
      request: { method: 'POST', url: '', headers, body },
    },
    {
      v,
      type: 'step.ended',
      at: 0,
      stepId: 'a',
      outcome: { kind: 'challenge', name: '', parameters: {}, available: [], session: '' },
      timing: { dns: 0, connect: 0, tls: 0, wait: 0, download: 0, total: 0 },
      requestHeaders: headers,
      response: { status: 200, statusText: '', headers, body, requestId: '', serverDate: 0 },
    },
    { v, type: 'tokens.stored', at: 0, stepId: 'a', where: 'keychain' },
    { v, type: 'clock.moved', at: 0, ms: 0 },
  ];
}
