export interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown>;
}
export type Call = (operation: string, input: object) => Promise<Answer>;

/** JSON 1.1 over kept-alive connections to a server of this machine. */
export function createCaller(
  port: number,
  connections?: number,
): {
  readonly post: (path: string, headers: Record<string, string>, input: object) => Promise<Answer>;
  readonly call: Call;
  readonly close: () => void;
};

/** The body of an answer that must be a success. */
export function good(what: string, answer: Answer): Record<string, unknown>;
