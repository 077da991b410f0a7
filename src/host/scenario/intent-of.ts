import type { Answer } from '../../contract.ts';
import type { JsonValue } from '../../json.ts';
import { filledWithin } from '../../scenario/placeholders.ts';
import { type AnswerStep, type FlowStep, type GivenValue, wrongIn } from '../../scenario/schema.ts';
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
  const bent = async <T>(map: T): Promise<T> => (await filledWithin(map, fill)) as T;
  const bentValues = async (map: Bends) => Object.fromEntries(Object.entries(await bent(map)).map(bare));
  return {
    name,
    ...(admin === undefined ? {} : { admin }),
    inputs: await inputsOf(given, fill),
    responses: await bentValues(responses),
    members: await bentValues(members),
    ...(headers === undefined ? {} : { headers: await bent(headers) }),
  };
}

type Bends = Readonly<Record<string, unknown>>;

/** What says of itself that it is wrong on purpose stands for its text, as a field's does. */
function bare([key, value]: [string, unknown]): [string, JsonValue] {
  return [key, wrongIn(value) ?? (value as JsonValue)];
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
