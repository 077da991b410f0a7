import type { Launch } from './ports/sandbox.ts';
import { withoutCredentials } from './ports/system.ts';

/** Electron's `utilityProcess`, handed in so that nothing but main/index.ts needs Electron itself. */
interface Utility {
  fork(
    path: string,
    args: string[],
    options: { env: NodeJS.ProcessEnv; serviceName: string; stdio: 'ignore' },
  ): {
    on(event: 'message', listener: (message: unknown) => void): unknown;
    on(event: 'exit', listener: (code: number) => void): unknown;
    kill(): boolean;
  };
}

/** Starts the sandbox in a process of Electron's own; it ends when the app does. */
export function utilityLauncher(utility: Utility): Launch {
  return (scriptPath, args, env) => {
    const child = utility.fork(scriptPath, [...args], {
      env: { ...withoutCredentials(process.env), ...env },
      serviceName: 'Countersign sandbox',
      stdio: 'ignore',
    });
    return {
      onMessage: (listener) => void child.on('message', listener),
      onExit: (listener) => void child.on('exit', listener),
      kill: () => void child.kill(),
    };
  };
}
