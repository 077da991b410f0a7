import * as v from 'valibot';
import { fields, oneOf } from '@core/sandbox/problem.ts';
import { readSettings } from '@core/sandbox/read-settings.ts';
import { STATUS_PROFILES } from '@core/sandbox/status-profiles.ts';
import { readJson, type Control, type Handler } from './call.ts';
import { json, refused } from './reply.ts';

const ChangeSchema = fields({
  settings: v.optional(v.unknown()),
  statusProfile: v.optional(oneOf(STATUS_PROFILES)),
});

export const getSettings: Handler = (control) => json(200, describe(control));

export const changeSettings: Handler = (control, { body }) => {
  const change = readJson(ChangeSchema, body);
  if (change.problem !== undefined) return refused(change.problem);
  const settings = readSettings(change.value.settings ?? {});
  if (settings.problem !== undefined) return refused(`settings: ${settings.problem}`);
  control.sandbox.changeSettings(settings.value);
  if (change.value.statusProfile !== undefined)
    control.sandbox.changeStatusProfile(change.value.statusProfile);
  return json(200, describe(control));
};

function describe({ sandbox }: Control): object {
  return { settings: sandbox.settings(), statusProfile: sandbox.statusProfile() };
}
