import * as v from 'valibot';
import { fields } from '@core/sandbox/problem.ts';
import { TRIGGER_NAMES } from '@core/sandbox/triggers/trigger.ts';
import { triggerGuide } from '@core/sandbox/triggers/trigger-guide.ts';
import { readJson, type Control, type Handler } from './call.ts';
import { json, refused } from './reply.ts';

const LONGEST_SOURCE = 200_000;
const SourceSchema = fields({
  source: v.pipe(
    v.string('must be JavaScript'),
    v.nonEmpty('must be JavaScript; DELETE takes a trigger away'),
    v.maxLength(LONGEST_SOURCE, `must have at most ${String(LONGEST_SOURCE)} characters`),
  ),
});

export const getTriggers: Handler = (control, { parts: { pool = '' } }) =>
  json(200, triggersOf(control, pool));

export const setTrigger: Handler = async (control, { parts: { pool = '', trigger = '' }, body }) => {
  if (!TRIGGER_NAMES.some((name) => name === trigger)) {
    return refused(`trigger: ${trigger} is none; there are ${TRIGGER_NAMES.join(', ')}`, 404);
  }
  const sent = readJson(SourceSchema, body);
  if (sent.problem !== undefined) return refused(sent.problem);
  const { source } = sent.value;
  const { problem, line } = await control.sandbox.checkTrigger(source);
  if (problem !== undefined) {
    return refused(`source: ${line === undefined ? '' : `line ${String(line)}: `}${problem}`);
  }
  control.sandbox.setTrigger(pool, trigger, source);
  return json(200, triggersOf(control, pool));
};

export const removeTrigger: Handler = (control, { parts: { pool = '', trigger = '' } }) => {
  control.sandbox.setTrigger(pool, trigger, undefined);
  return json(200, triggersOf(control, pool));
};

function triggersOf({ sandbox }: Control, poolId: string): object {
  return {
    triggers: Object.fromEntries(sandbox.triggers(poolId)),
    seeded: sandbox.seededTriggers(poolId),
    all: TRIGGER_NAMES.map((name) => ({ name, ...triggerGuide[name] })),
  };
}
