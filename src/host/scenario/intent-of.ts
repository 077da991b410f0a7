import type { Answer } from '../../contract.ts';
import { filledBends } from '../../scenario/bends.ts';
import { filledWithin } from '../../scenario/placeholders.ts';
import type { AnswerStep, FlowStep, GivenValue } from '../../scenario/schema.ts';
import type { CodeMoment } from './codes.ts';
import type { CaseState } from './run-case.ts';

/** What a step supplies, with every `${NAME}` filled in. @throws CoreFault as Values.fill */
export async function intentOf(
  { values }: CaseState,
  name: string,
  { admin, with: given, responses = {}, members = {}, headers }: FlowStep | AnswerStep,
  moment?: CodeMoment,
): Promise<Answer> {
  const fill = (text: string) => values.fill(text, moment);
  return {
    name,
    ...(admin === undefined ? {} : { admin }),
    inputs: await inputsOf(given, fill),
    responses: await filledBends(responses, fill),
    members: await filledBends(members, fill),
    ...(headers === undefined ? {} : { headers: (await filledWithin(headers, fill)) as typeof headers }),
  };
}

/** What is typed, by field. */
export async function inputsOf(
  given: Readonly<Record<string, GivenValue>> = {},
  fill: (text: string) => Promise<string>,
): Promise<Record<string, string>> {
  const inputs: Record<string, string> = {};
  for (const [key, value] of Object.entries(given))
    inputs[key] = await fill(typeof value === 'string' ? value : value.wrong);
  return inputs;
}
