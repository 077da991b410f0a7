import * as v from 'valibot';
import { fields, oneOf } from '@core/sandbox/problem.ts';
import { readSettings } from '@core/sandbox/read-settings.ts';
import { likelySettings, type Settings } from '@core/sandbox/settings.ts';
import { settingsGuide } from '@core/sandbox/settings-guide.ts';
import { STATUS_PROFILES, statusProfileGuide } from '@core/sandbox/status-profiles.ts';
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
  return {
    settings: sandbox.settings(),
    statusProfile: sandbox.statusProfile(),
    guide: Object.entries(settingsGuide).map(([name, entry]) => ({
      name,
      ...entry,
      usual: likelySettings[name as keyof Settings],
    })),
    statusProfiles: STATUS_PROFILES.map((name) => ({ name, says: statusProfileGuide[name] })),
  };
}
