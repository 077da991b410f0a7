import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request that arrived, read to its end. */
export interface Arrived {
  readonly target: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}
export type Answer = (response: ServerResponse, request: Arrived) => void;

export interface Server {
  readonly url: string;
  /** What arrived so far. */
  readonly requests: readonly Arrived[];
  /** What it does from now on. */
  answerWith(answer: Answer): void;
  close(): Promise<void>;
}

/** A server on loopback that answers as a story wants. */
export async function startServer(first: Answer): Promise<Server> {
  let answer = first;
  const requests: Arrived[] = [];
  const server = createServer((request, response) => {
    void read(request).then((body) => {
      const headers = Object.fromEntries(
        Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
      );
      const arrived = { target: headers['x-amz-target'] ?? '', headers, body };
      requests.push(arrived);
      answer(response, arrived);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    answerWith: (next) => void (answer = next),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** A loopback port where nothing listens: it was free a moment ago. */
export async function closedPort(): Promise<number> {
  const server = await startServer((response) => response.end());
  await server.close();
  return Number(new URL(server.url).port);
}

/** Answers as Cognito does. */
export function cognitoAnswer(body: unknown, status = 200): Answer {
  return (response) => {
    response.writeHead(status, {
      'Content-Type': 'application/x-amz-json-1.1',
      'x-amzn-RequestId': '7f1d2c3b-0000-4000-8000-a1b2c3d4e5f6',
    });
    response.end(JSON.stringify(body));
  };
}

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
