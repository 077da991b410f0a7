import type { controlRoutes } from '@core/sandbox/control-routes.ts';
import { getHelp, getInfo } from './about.ts';
import type { Handler } from './call.ts';
import { getClients, putClient, removeClient } from './clients.ts';
import { changeClock, getClock } from './clock.ts';
import { addFault, getFaults, removeFault, replaceFaults } from './faults.ts';
import { clearInbox, getInbox } from './inbox.ts';
import { getLog } from './log.ts';
import { changeSettings, getSettings } from './settings.ts';
import { getPool } from './pools.ts';
import { forgetSeed, getSeed, getSnapshot, loadSeed, reset, restoreSnapshot } from './state.ts';
import { getTriggers, removeTrigger, setTrigger } from './triggers.ts';
import { getUsers, putUser, removeUser, resetUser } from './users.ts';

type Named<R> = R extends { readonly method: infer M extends string; readonly path: infer P extends string }
  ? `${M} ${P}`
  : never;
export type RouteName = Named<(typeof controlRoutes)[number]>;

/** A route without a handler does not compile, nor a handler without a route. */
export const handlers: Readonly<Record<RouteName, Handler>> = {
  'GET help': getHelp,
  'GET info': getInfo,
  'GET inbox': getInbox,
  'DELETE inbox': clearInbox,
  'GET clock': getClock,
  'POST clock': changeClock,
  'GET faults': getFaults,
  'PUT faults': replaceFaults,
  'POST faults': addFault,
  'DELETE faults/{id}': removeFault,
  'GET settings': getSettings,
  'PUT settings': changeSettings,
  'GET pools/{pool}': getPool,
  'GET users/{pool}': getUsers,
  'PUT users/{pool}': putUser,
  'DELETE users/{pool}/{username}': removeUser,
  'POST users/{pool}/{username}/reset': resetUser,
  'GET clients/{pool}': getClients,
  'PUT clients/{pool}': putClient,
  'DELETE clients/{pool}/{client}': removeClient,
  'GET triggers/{pool}': getTriggers,
  'PUT triggers/{pool}/{trigger}': setTrigger,
  'DELETE triggers/{pool}/{trigger}': removeTrigger,
  'GET log': getLog,
  'GET snapshot': getSnapshot,
  'PUT snapshot': restoreSnapshot,
  'GET seed': getSeed,
  'PUT seed': loadSeed,
  'DELETE seed': forgetSeed,
  'POST reset': reset,
};
