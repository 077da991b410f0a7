import type { IncomingMessage, ServerResponse } from 'node:http';
import type { SandboxResponse } from '@core/sandbox/http.ts';

/** Sends a reply, spoilt on its way where its `delivery` says so. Only this reply waits; the engine is done with it. */
export async function deliver(
  request: IncomingMessage,
  response: ServerResponse,
  { status, headers, body, delivery = {} }: SandboxResponse,
): Promise<void> {
  const { delayMs = 0, cutAfter, drop } = delivery;
  if (delayMs > 0 && (await wait(delayMs, response)) === 'client gone') return;
  if (drop === true) {
    request.socket.destroy();
    return;
  }
  response.writeHead(status, { ...headers, 'Content-Length': String(body.length) });
  if (cutAfter === undefined) {
    response.end(request.method === 'HEAD' ? undefined : body);
    return;
  }
  response.flushHeaders();
  if (cutAfter > 0) response.write(body.subarray(0, cutAfter));
  // Not `destroy`: what was written must leave first.
  request.socket.destroySoon();
}

function wait(ms: number, response: ServerResponse): Promise<'over' | 'client gone'> {
  return new Promise((resolve) => {
    const gone = () => {
      clearTimeout(timer);
      resolve('client gone');
    };
    const timer = setTimeout(() => {
      response.off('close', gone);
      resolve('over');
    }, ms);
    response.once('close', gone);
  });
}
