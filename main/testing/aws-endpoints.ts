import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One request that came. */
export interface CameIn {
  readonly method: string;
  readonly path: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Reply {
  readonly status?: number;
  readonly type?: string;
  readonly body: string;
}

/** A server on loopback in the place of STS, SSO, a container's endpoint or Cognito. */
export interface AwsEndpoint {
  readonly url: string;
  readonly came: readonly CameIn[];
  answer(how: (request: CameIn) => Reply): void;
  close(): Promise<void>;
}

export async function awsEndpoint(first: (request: CameIn) => Reply): Promise<AwsEndpoint> {
  const came: CameIn[] = [];
  let how = first;
  const server = createServer((request, response) => {
    void textOf(request).then((body) => {
      const headers = Object.fromEntries(
        Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
      );
      const one = { method: request.method ?? '', path: request.url ?? '', headers, body };
      came.push(one);
      const { status = 200, type = 'application/json', body: text } = how(one);
      response.writeHead(status, { 'Content-Type': type, 'x-amzn-RequestId': 'request-of-a-test' });
      response.end(text);
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    came,
    answer: (next) => void (how = next),
    close: () =>
      new Promise((done) => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  };
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

export interface GivenKeys {
  readonly id: string;
  readonly key: string;
  readonly token: string;
  /** Epoch milliseconds. */
  readonly ends: number;
}

/** What STS answers to AssumeRole and AssumeRoleWithWebIdentity. Source: the service's API reference, response syntax. */
export function stsReply({ id, key, token, ends }: GivenKeys, request: CameIn): Reply {
  const action = new URLSearchParams(request.body).get('Action') ?? '';
  return {
    type: 'text/xml',
    body: `<${action}Response xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><${action}Result>
<AssumedRoleUser><Arn>arn:aws:sts::111122223333:assumed-role/Admin/session</Arn><AssumedRoleId>AROATEST:session</AssumedRoleId></AssumedRoleUser>
<Credentials><AccessKeyId>${id}</AccessKeyId><SecretAccessKey>${key}</SecretAccessKey><SessionToken>${token}</SessionToken><Expiration>${new Date(ends).toISOString()}</Expiration></Credentials>
</${action}Result><ResponseMetadata><RequestId>request-of-a-test</RequestId></ResponseMetadata></${action}Response>`,
  };
}

export function stsRefusal(code: string, message: string, status = 403): Reply {
  return {
    status,
    type: 'text/xml',
    body: `<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error><RequestId>request-of-a-test</RequestId></ErrorResponse>`,
  };
}

/** What SSO answers to GetRoleCredentials. */
export function ssoReply({ id, key, token, ends }: GivenKeys): Reply {
  return {
    body: JSON.stringify({
      roleCredentials: { accessKeyId: id, secretAccessKey: key, sessionToken: token, expiration: ends },
    }),
  };
}

/** What a container's endpoint answers. */
export function containerReply({ id, key, token, ends }: GivenKeys): Reply {
  return {
    body: JSON.stringify({
      ...{ AccessKeyId: id, SecretAccessKey: key, Token: token },
      Expiration: new Date(ends).toISOString().replace(/\.\d+Z$/, 'Z'),
    }),
  };
}
