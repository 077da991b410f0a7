import * as v from 'valibot';
import { fields } from '@core/sandbox/problem.ts';
import { readRule, readRules } from '@core/sandbox/faults/read-rules.ts';
import { operationNames } from '@core/sandbox/model/service-model.ts';
import { readJson, type Control, type Handler } from './call.ts';
import { json, refused } from './reply.ts';

const OneSchema = fields({ rule: v.unknown() });
const AllSchema = fields({ rules: v.unknown() });

export const getFaults: Handler = (control) => json(200, inForce(control));

export const replaceFaults: Handler = (control, { body }) => {
  const sent = readJson(AllSchema, body);
  if (sent.problem !== undefined) return refused(sent.problem);
  const rules = readRules(sent.value.rules, operationNames);
  if (rules.problem !== undefined) return refused(`rules: ${rules.problem}`);
  control.sandbox.faults.replace(rules.value);
  return json(200, inForce(control));
};

export const addFault: Handler = (control, { body }) => {
  const sent = readJson(OneSchema, body);
  if (sent.problem !== undefined) return refused(sent.problem);
  const rule = readRule(sent.value.rule, operationNames);
  if (rule.problem !== undefined) return refused(`rule: ${rule.problem}`);
  control.sandbox.faults.add(rule.value);
  return json(200, inForce(control));
};

export const removeFault: Handler = (control, { parts: { id = '' } }) =>
  control.sandbox.faults.remove(id)
    ? json(200, inForce(control))
    : refused(`id: there is no fault rule ${id}; GET faults lists them`, 404);

function inForce({ sandbox }: Control): object {
  return { rules: sandbox.faults.list() };
}
