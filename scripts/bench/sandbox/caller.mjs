import { Agent, request } from 'node:http';

/** @typedef {{ status: number, body: any }} Answer */
/** @typedef {(operation: string, input: object) => Promise<Answer>} Call */

/** Ours asks signed operations for some signature, as real clients send one; it looks no closer, nor does the other. */
const HEADERS = {
  'Content-Type': 'application/x-amz-json-1.1',
  Authorization: 'AWS4-HMAC-SHA256 Credential=bench/20260908/eu-west-1/cognito-idp/aws4_request',
};
const TARGET_PREFIX = 'AWSCognitoIdentityProviderService.';

/**
 * The benches' only client: JSON 1.1 over kept-alive connections. It is the same for every
 * server, and does no more than a POST, so that what differs is the server.
 * @param {number} port
 * @param {number} [connections]
 */
export function createCaller(port, connections = 8) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  /** @param {string} path @param {Record<string, string>} headers @param {object} input */
  const post = (path, headers, input) =>
    send({ agent, port, method: 'POST', path, headers }, JSON.stringify(input));
  return {
    post,
    /** @type {Call} */
    call: (operation, input) => post('/', { ...HEADERS, 'X-Amz-Target': TARGET_PREFIX + operation }, input),
    close: () => agent.destroy(),
  };
}

/**
 * @param {import('node:http').RequestOptions} options
 * @param {string} [body]
 * @returns {Promise<Answer>}
 */
export function send({ headers, ...options }, body = '') {
  return new Promise((resolve, reject) => {
    const length = { 'Content-Length': Buffer.byteLength(body) };
    const sent = request(
      { host: '127.0.0.1', ...options, headers: { ...headers, ...length } },
      (response) => {
        const chunks = [];
        response.on('data', (chunk) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString('utf8');
          resolve({ status: response.statusCode ?? 0, body: text === '' ? {} : JSON.parse(text) });
        });
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

/**
 * The body of an answer that must be a success.
 * @param {string} what
 * @param {Answer} answer
 */
export function good(what, { status, body }) {
  if (status === 200) return body;
  throw new Error(`${what} was answered with ${status} ${body.__type}: ${body.message}`);
}
