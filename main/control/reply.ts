import type { SandboxResponse } from '@core/sandbox/http.ts';

/** No CORS headers, unlike on Cognito's side: no page can read the control API. */
export function json(status: number, value: unknown): SandboxResponse {
  return reply(status, 'application/json', JSON.stringify(value));
}

export function reply(status: number, contentType: string, text: string): SandboxResponse {
  const headers = { 'Content-Type': contentType, 'Cache-Control': 'no-store' };
  return { status, headers, body: new TextEncoder().encode(text) };
}

/** What the caller can mend; the message names the field and the fix. */
export function refused(message: string, status = 400): SandboxResponse {
  return json(status, { message });
}
