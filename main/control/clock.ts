import * as v from 'valibot';
import { fields, whole } from '@core/sandbox/problem.ts';
import type { SandboxClock } from '@core/sandbox/clock.ts';
import { readJson, type Handler } from './call.ts';
import { json, refused } from './reply.ts';

const LONGEST_STEP_SECONDS = 31_536_000;
/** Years that every client's dates can hold. */
const EARLIEST = Date.UTC(1980, 0, 1);
const LATEST = Date.UTC(2100, 0, 1);
const MOMENT = 'must be an ISO time from 1980 to 2099, such as 2026-09-08T09:05:07Z';

/** An ISO time with its zone, as epoch milliseconds. */
export const MomentSchema = v.pipe(
  v.string(MOMENT),
  v.regex(/^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?(?:Z|[+-]\d\d:\d\d))?$/, MOMENT),
  v.transform((text) => Date.parse(text)),
  v.number(MOMENT),
  v.minValue(EARLIEST, MOMENT),
  v.maxValue(LATEST, MOMENT),
);

const ClockSchema = v.pipe(
  fields({
    advanceSeconds: v.optional(whole(1, LONGEST_STEP_SECONDS)),
    set: v.optional(MomentSchema),
    frozen: v.optional(v.boolean('must be true or false')),
  }),
  v.check(
    (change) => Object.keys(change).length > 0,
    'say what to change: { "advanceSeconds": 60 }, { "set": "2026-09-08T09:05:07Z" } or { "frozen": true }',
  ),
  v.check(
    (change) => !('set' in change && 'advanceSeconds' in change),
    'set and advanceSeconds: give one of the two; frozen may stand with either',
  ),
);

export const getClock: Handler = ({ sandbox }) => json(200, describeClock(sandbox.clock));

export const changeClock: Handler = ({ sandbox }, { body }) => {
  const { value, problem } = readJson(ClockSchema, body);
  if (problem !== undefined) return refused(problem);
  const { clock } = sandbox;
  if (value.frozen !== undefined) clock.freeze(value.frozen);
  if (value.set !== undefined) clock.set(value.set);
  if (value.advanceSeconds !== undefined) clock.advance(value.advanceSeconds);
  return json(200, describeClock(clock));
};

function describeClock(clock: SandboxClock): object {
  return {
    now: new Date(clock.now()).toISOString(),
    offsetSeconds: clock.offsetSeconds(),
    frozen: clock.frozen(),
  };
}
