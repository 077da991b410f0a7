import type { WireFailureCode } from '../chain/event.ts';
import { ownError } from './entry.ts';
import type { ErrorEntry } from './entry.ts';

/** No usable answer came. A record over `WireFailureCode`, so that a new code without an entry does not compile. */
const failures: { readonly [C in WireFailureCode]: ErrorEntry } = {
  TIMEOUT: ownError({
    code: 'TIMEOUT',
    retry: true,
    sessionAfter: 'unknown',
    meaning: 'No answer came in time. Whether Cognito took the request is not known.',
    causes: ['The endpoint or the network is slow or stuck.', 'A firewall swallows the packets.'],
    tries: [
      'Send again. If Cognito then says "session can only be used once", it had taken the first one.',
      'Check the endpoint and the network.',
    ],
    provoke: 'Point a target at an address that never answers.',
  }),
  REFUSED: ownError({
    code: 'REFUSED',
    retry: true,
    next: 'target',
    meaning: 'Nothing listens at the endpoint’s address and port.',
    causes: ['The emulator or sandbox is not running.', 'The port is wrong.'],
    tries: ['Start it, or correct the endpoint of the target, then send again.'],
    provoke: 'Use an endpoint on a port where nothing runs.',
  }),
  DNS: ownError({
    code: 'DNS',
    retry: true,
    next: 'target',
    meaning: 'The endpoint’s name has no address.',
    causes: ['The region or host name is mistyped.', 'There is no network or no name server.'],
    tries: ['Check region and endpoint of the target.', 'Check the network.'],
    provoke: 'Use region xx-nowhere-1.',
  }),
  TLS: ownError({
    code: 'TLS',
    next: 'target',
    meaning: 'No trusted encrypted connection could be made, so nothing was sent.',
    causes: [
      'The certificate is self-signed, expired or for another name.',
      'A proxy replaces certificates.',
      'The endpoint speaks http, not https.',
    ],
    tries: ['Use http for a local emulator.', 'Trust the proxy’s certificate in the system.'],
    provoke: 'Use https with a local endpoint that speaks http.',
  }),
  RESET: ownError({
    code: 'RESET',
    retry: true,
    sessionAfter: 'unknown',
    meaning:
      'The connection broke before the answer was complete. Whether Cognito took the request is not known.',
    causes: ['The server or a proxy closed the connection.', 'The network changed.'],
    tries: ['Send again.', 'Check proxies in between.'],
    provoke: 'Let the sandbox drop the connection.',
  }),
  REDIRECT: ownError({
    code: 'REDIRECT',
    next: 'target',
    meaning:
      'The endpoint answered with a redirect. It is not followed: credentials go only where the target says.',
    causes: ['The endpoint is a website or a sign-in portal, not Cognito’s API.'],
    tries: ['Correct the endpoint of the target.'],
    provoke: 'Use the URL of a website as endpoint.',
  }),
  NOT_JSON: ownError({
    code: 'NOT_JSON',
    sessionAfter: 'unknown',
    next: 'target',
    meaning: 'The answer is not JSON.',
    causes: [
      'A proxy or a web server answered with a page of its own.',
      'The endpoint is not Cognito’s API.',
    ],
    tries: ['Read the raw answer: it usually says who sent it.', 'Correct the endpoint of the target.'],
    provoke: 'Let the sandbox answer with an HTML page.',
  }),
  TRUNCATED: ownError({
    code: 'TRUNCATED',
    retry: true,
    sessionAfter: 'unknown',
    meaning: 'The answer ended before it was complete.',
    causes: ['The connection was cut while the answer came.'],
    tries: ['Send again; the Session may be used up.'],
    provoke: 'Let the sandbox cut the body short.',
  }),
  TOO_LARGE: ownError({
    code: 'TOO_LARGE',
    sessionAfter: 'unknown',
    next: 'target',
    meaning: 'The answer is larger than this console reads.',
    causes: ['The endpoint is not Cognito’s API: its answers have a few kilobytes.'],
    tries: ['Correct the endpoint of the target.'],
    provoke: 'Let the sandbox answer with a body of 17 MB.',
  }),
  CONTENT_TYPE: ownError({
    code: 'CONTENT_TYPE',
    sessionAfter: 'unknown',
    next: 'target',
    meaning: 'The answer’s content type is not one of Cognito’s.',
    causes: ['A proxy or another server answered.', 'An emulator labels its JSON wrongly.'],
    tries: ['Read the raw answer.', 'Correct the endpoint of the target.'],
    provoke: 'Let the sandbox answer as text/html.',
  }),
  CANCELLED: ownError({
    code: 'CANCELLED',
    retry: true,
    sessionAfter: 'unknown',
    meaning: 'No answer was waited for any longer. Whether Cognito took the request is not known.',
    causes: ['Cancel was pressed.', 'The console was closed or killed meanwhile.'],
    tries: ['Send again; the Session may be used up.'],
    provoke: 'Press Cancel while a step waits.',
  }),
  NOT_LOOPBACK: ownError({
    code: 'NOT_LOOPBACK',
    meaning: 'This runtime talks to this machine only, so nothing was sent.',
    causes: [
      'The evaluation runtime is running: it may reach the sandbox and local emulators, nothing else.',
    ],
    tries: ['Install the official Electron runtime, as the README says.', 'Use the sandbox.'],
    provoke: 'Use a target on AWS with the evaluation runtime.',
  }),
  NOT_RECORDED: ownError({
    code: 'NOT_RECORDED',
    sessionAfter: 'unknown',
    meaning: 'What this chain came from holds no answer to this request, or not its body.',
    causes: [
      'The recording was stopped, or the page was left, before the answer came.',
      'The answer was taken out when the file was made.',
      'Only the request was pasted.',
    ],
    tries: [
      'Record again with the whole sign-in in it, and keep the bodies of the answers.',
      'Reproduce the chain on a target to see what comes.',
    ],
    provoke: 'Import a recording that was stopped too early.',
  }),
  NETWORK: ownError({
    code: 'NETWORK',
    retry: true,
    sessionAfter: 'unknown',
    meaning: 'The network failed in a way that has no name of its own; the detail has the system’s words.',
    causes: ['No route to the host, no network, or a broken proxy.'],
    tries: ['Check the network, then send again.'],
    provoke: 'Switch the network off.',
  }),
};

export const wireFailures: readonly ErrorEntry[] = [
  ...Object.values(failures),
  ownError({
    code: 'UnknownError',
    sessionAfter: 'unknown',
    next: 'resend',
    meaning: 'The answer is an error, but neither its body nor its headers name a type.',
    causes: ['A proxy, a load balancer or an emulator answered in its own way.'],
    tries: ['Read the status and the raw answer.'],
    provoke: 'Let an emulator answer 500 with an empty body.',
  }),
];
