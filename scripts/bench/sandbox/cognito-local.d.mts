/** One of the servers that are compared or tested against, in a process of its own. */
export interface Side {
  readonly name: string;
  /** For Node. */
  command(port: number): {
    readonly args: string[];
    readonly cwd?: string;
    readonly env?: Record<string, string>;
  };
}

/** cognito-local from npm, installed once; or why it could not be. */
export function cognitoLocal(): Promise<(Side & { discard(): void }) | { readonly missing: string }>;
