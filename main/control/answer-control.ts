import { isFault } from '@core/form/form.ts';
import { controlRoutes } from '@core/sandbox/control-routes.ts';
import type { SandboxRequest, SandboxResponse } from '@core/sandbox/http.ts';
import { CONTROL_PREFIX, holdsToken } from './access.ts';
import type { Control, Handler } from './call.ts';
import { handlers, type RouteName } from './handlers.ts';
import { json, refused } from './reply.ts';
import { findRoute } from './router.ts';

const NOT_THERE = new Set(['ResourceNotFoundException', 'UserNotFoundException']);

/** The control API: `controlRoutes` says what there is. Every call carries `Authorization: Bearer <token>`. */
export async function answerControl(control: Control, request: SandboxRequest): Promise<SandboxResponse> {
  if (!holdsToken(control.token, request.headers)) return refused('The control token is missing or wrong.', 401);
  const [path = '', query = ''] = request.path.slice(CONTROL_PREFIX.length).split('?');
  const found = findRoute(controlRoutes, request.method, path);
  if ('methods' in found) {
    return found.methods.length === 0
      ? refused('No such control call. GET help lists them.', 404)
      : refused(`${path} takes ${found.methods.join(', ')}.`, 405);
  }
  const name = `${found.route.method} ${found.route.path}` as RouteName;
  const handler: Handler = handlers[name];
  try {
    return await handler(control, { parts: found.parts, query: new URLSearchParams(query), body: request.body });
  } catch (error) {
    // Refusals of the engine, in Cognito's words.
    if (isFault(error)) return refused(error.detail, NOT_THERE.has(error.code) ? 404 : 400);
    return json(500, { message: `The sandbox failed: ${error instanceof Error ? error.message : String(error)}` });
  }
}
