import { isFault } from '@core/form/form.ts';
import { controlRoutes, type ControlRoute } from '@core/sandbox/control-routes.ts';
import type { SandboxRequest, SandboxResponse } from '@core/sandbox/http.ts';
import { CONTROL_PREFIX, holdsToken } from './access.ts';
import type { Control, Handler } from './call.ts';
import { handlers, type RouteName } from './handlers.ts';
import { json, refused } from './reply.ts';
import { findRoute } from './router.ts';

const NOT_THERE = new Set(['ResourceNotFoundException', 'UserNotFoundException']);

/** The control API: `controlRoutes` says what there is. Every call carries `Authorization: Bearer <token>`. */
export async function answerControl(control: Control, request: SandboxRequest): Promise<SandboxResponse> {
  if (!holdsToken(control.token, request.headers)) {
    return refused('The control token is missing or wrong. Send it as Authorization: Bearer TOKEN', 401);
  }
  const [path = '', query = ''] = request.path.slice(CONTROL_PREFIX.length).split('?');
  const found = findRoute(controlRoutes, request.method, path);
  if ('methods' in found) {
    return found.methods.length === 0
      ? refused('No such control call. GET help lists them.', 404)
      : refused(`${path} takes ${found.methods.join(', ')}.`, 405);
  }
  const name = `${found.route.method} ${found.route.path}` as RouteName;
  const asked = new URLSearchParams(query);
  const unknown = unknownQuery(found.route, asked);
  if (unknown !== undefined) return refused(unknown);
  const handler: Handler = handlers[name];
  try {
    return await handler(control, {
      parts: found.parts,
      query: asked,
      body: request.body,
    });
  } catch (error) {
    // Refusals of the engine, in Cognito's words.
    if (isFault(error)) return refused(error.detail, NOT_THERE.has(error.code) ? 404 : 400);
    return json(500, {
      message: `The sandbox failed: ${error instanceof Error ? error.message : String(error)}`,
    });
  }
}

/** A name with a slip would be ignored, and look like an answer to what was asked. */
function unknownQuery(
  { method, path, query = [] }: ControlRoute,
  asked: URLSearchParams,
): string | undefined {
  const unknown = [...asked.keys()].find((name) => !query.includes(name));
  if (unknown === undefined) return undefined;
  const takes = query.length === 0 ? 'nothing after a ?' : query.map((name) => `?${name}=`).join(' and ');
  return `${unknown}: is unknown here; ${method} ${path} takes ${takes}`;
}
