import type { Side } from './cognito-local.mjs';

/** Starts a server on a free port of loopback and waits for its first reply. */
export function startServer(side: Side): Promise<{ readonly port: number; stop(): Promise<void> }>;
