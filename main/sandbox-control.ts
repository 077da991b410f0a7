import { createHash, timingSafeEqual } from 'node:crypto';
import type { Sandbox } from '@core/sandbox/engine.ts';
import type { SandboxRequest, SandboxResponse } from '@core/sandbox/http.ts';

/** Where the control API lives, beside Cognito's own paths. */
export const CONTROL_PREFIX = '/_countersign/';

const LONGEST_STEP_SECONDS = 31_536_000;

interface Control {
  readonly sandbox: Sandbox;
  readonly token: string;
  /** Milliseconds from process start to listening. */
  readonly readyMs: number;
}

/**
 * The control API: `GET info`, `GET inbox`, `POST clock {"advanceSeconds": n}`, `POST reset`, each with
 * `Authorization: Bearer <token>`. Unlike Cognito's side it sends no CORS headers, so no page can read it.
 */
export function answerControl(control: Control, request: SandboxRequest): SandboxResponse {
  if (!holdsToken(control.token, request.headers['authorization'])) {
    return json(401, { message: 'The control token is missing or wrong.' });
  }
  const name = request.path.slice(CONTROL_PREFIX.length).split('?')[0] ?? '';
  const run = routes[`${request.method} ${name}`];
  return run === undefined ? json(404, { message: 'No such control call.' }) : run(control, request);
}

const routes: Readonly<
  Record<string, ((control: Control, request: SandboxRequest) => SandboxResponse) | undefined>
> = {
  'GET info': (control) => json(200, info(control)),
  'GET inbox': ({ sandbox }) => json(200, sandbox.inbox()),
  'POST clock': ({ sandbox }, request) => {
    const seconds = readSeconds(request.body);
    if (seconds !== undefined) {
      sandbox.clock.advance(seconds);
      return json(200, { offsetSeconds: sandbox.clock.offsetSeconds() });
    }
    return json(400, {
      message: `advanceSeconds must be a whole number from 1 to ${String(LONGEST_STEP_SECONDS)}.`,
    });
  },
  'POST reset': (control) => {
    control.sandbox.reset();
    return json(200, info(control));
  },
};

function info({ sandbox, readyMs }: Control): object {
  return { ...sandbox.info(), readyMs };
}

function readSeconds(body: Uint8Array): number | undefined {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(body));
    const seconds =
      typeof value === 'object' && value !== null && 'advanceSeconds' in value
        ? value.advanceSeconds
        : undefined;
    const valid = typeof seconds === 'number' && Number.isInteger(seconds);
    return valid && seconds >= 1 && seconds <= LONGEST_STEP_SECONDS ? seconds : undefined;
  } catch {
    return undefined;
  }
}

/** Digests have one length, which `timingSafeEqual` asks for. */
function holdsToken(token: string, authorization: string | undefined): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(`Bearer ${token}`), digest(authorization ?? ''));
}

function json(status: number, value: unknown): SandboxResponse {
  const headers = { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' };
  return { status, headers, body: new TextEncoder().encode(JSON.stringify(value)) };
}
