import { createHash, timingSafeEqual } from 'node:crypto';
import type { SandboxRequest } from '@core/sandbox/http.ts';

/** Where the control API lives, beside Cognito's own paths. */
export const CONTROL_PREFIX = '/_countersign/';

export function isControlPath(path: string): boolean {
  return path.startsWith(CONTROL_PREFIX);
}

/** Digests have one length, which `timingSafeEqual` asks for. */
export function holdsToken(token: string, headers: SandboxRequest['headers']): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(`Bearer ${token}`), digest(headers['authorization'] ?? ''));
}
