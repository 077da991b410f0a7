/** Something changed, by whomever: users, clock, inbox, log. */
export interface ChangedMessage {
  readonly type: 'changed';
}

/** What the sandbox's process tells whoever started it, once. */
export interface ReadyMessage {
  readonly type: 'ready';
  readonly port: number;
  /** Opens the control API. */
  readonly token: string;
}

/** Why the process ended before it was ready, as its exit code: the only word that reaches every kind of parent. */
export const SANDBOX_EXIT = { flags: 2, portTaken: 3, portForbidden: 4 } as const;

export function isReadyMessage(message: unknown): message is ReadyMessage {
  return (
    typeof message === 'object' &&
    message !== null &&
    'type' in message &&
    message.type === 'ready' &&
    'port' in message &&
    typeof message.port === 'number' &&
    'token' in message &&
    typeof message.token === 'string'
  );
}

export function isChangedMessage(message: unknown): message is ChangedMessage {
  return typeof message === 'object' && message !== null && 'type' in message && message.type === 'changed';
}

/** Electron puts this on `process` in a utility process. Declared here so that nothing needs to import electron. */
interface ParentPort {
  postMessage(message: unknown): void;
  on(event: 'close', listener: () => void): void;
}

interface Parent {
  /** Whether a program started this one, and puts what its exit code says in words. */
  readonly listens: boolean;
  tell(message: ReadyMessage | ChangedMessage): void;
}

/**
 * The way back to the parent: Electron's parentPort, Node's IPC channel, or, started by hand, one line on stdout, which
 * changes are not told on.
 * @param onGone called when the parent went away; nobody is left to serve then.
 */
export function connectParent(onGone: () => void): Parent {
  const { parentPort } = process as unknown as { parentPort?: ParentPort };
  if (parentPort !== undefined) {
    parentPort.on('close', onGone);
    return { listens: true, tell: (message) => parentPort.postMessage(message) };
  }
  if (process.send !== undefined) {
    process.on('disconnect', onGone);
    // Killed while this process was still being loaded, it let go when nobody listened yet.
    if (!process.connected) onGone();
    return {
      listens: true,
      tell: (message) => {
        // The last changes may come while the parent is leaving.
        if (process.connected) process.send?.(message);
      },
    };
  }
  return {
    listens: false,
    tell: (message) => {
      if (message.type === 'ready') process.stdout.write(`${JSON.stringify(message)}\n`);
    },
  };
}
