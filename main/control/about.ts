import { controlRoutes } from '@core/sandbox/control-routes.ts';
import { CONTROL_PREFIX } from './access.ts';
import type { Control, Handler } from './call.ts';
import { json } from './reply.ts';

export const getHelp: Handler = () =>
  json(200, {
    routes: controlRoutes.map((route) => ({ ...route, path: CONTROL_PREFIX + route.path })),
  });

export const getInfo: Handler = (control) => json(200, describeInfo(control));

export function describeInfo({ sandbox, readyMs }: Control): object {
  return { ...sandbox.info(), readyMs };
}
