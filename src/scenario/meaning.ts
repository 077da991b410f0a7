import { challengeNamed } from '../challenges/index.ts';
import { operationNamed } from '../cognito/operations.ts';
import { checkBody } from '../cognito/service/check-body.ts';
import { serviceOperation } from '../cognito/service/service.ts';
import { errorNamed } from '../errors/catalogue.ts';
import { flowNamed, otherFlows } from '../flows/flows.ts';
import type { JsonObject } from '../json.ts';
import { nearestName } from '../nearest.ts';
import { CHALLENGES, EXCEPTIONS, FLOWS, needsSignIn, OPERATIONS } from './known-names.ts';
import { fieldsOf } from './plain-secrets.ts';
import type { Scenario, ScenarioStep } from './schema.ts';
import type { Path, Slip } from './slip.ts';

/** What the form can't say: names that have to exist, and steps that lean on each other. */
export function meaningSlips({ steps }: Scenario): Slip[] {
  const ids = new Map<string, number>();
  const repeated = steps.flatMap((step, index): Slip[] => {
    const id = 'id' in step ? step.id : undefined;
    if (id === undefined) return [];
    const first = ids.get(id);
    if (first === undefined) ids.set(id, index);
    if (first === undefined) return [];
    return [
      {
        path: ['steps', index, 'id'],
        detail: `Step ${String(first + 1)} is called ${id}, too. Choose another id.`,
      },
    ];
  });
  const begun = steps.findIndex((step) => 'flow' in step);
  return [
    ...repeated,
    ...steps.flatMap((step, index): Slip[] => {
      const path = ['steps', index];
      return [
        ...(wantsSignIn(step) && (begun < 0 || index < begun)
          ? [{ path, detail: 'No sign-in was begun before this step. Put a step with flow first.' }]
          : []),
        ...nameSlips(step, path),
        ...fieldSlips(step, path),
        ...toSlips(step, index, ids),
        ...expectSlips(step, path),
      ];
    }),
  ];
}

function wantsSignIn(step: ScenarioStep): boolean {
  if ('operate' in step) return step.to !== undefined || needsSignIn(step.operate, step.with);
  return 'answer' in step;
}

function nameSlips(step: ScenarioStep, path: Path): Slip[] {
  if ('flow' in step) {
    if (flowNamed(step.flow) !== undefined) return [];
    const other = otherFlows.find(({ name }) => name === step.flow);
    const says = other === undefined ? isMeant(step.flow, FLOWS) : `Use ${other.instead}. ${other.why}`;
    return [{ path: [...path, 'flow'], detail: `No flow of this name can be begun. ${says}` }];
  }
  if ('operate' in step) {
    if (OPERATIONS.includes(step.operate)) return [];
    if (serviceOperation(step.operate) !== undefined)
      return [
        {
          path: [...path, 'operate'],
          detail: `${step.operate} is a sign-in. Begin with flow, or go on with answer.`,
        },
      ];
    const near = nearestName(step.operate, OPERATIONS);
    const says = near === undefined ? '' : ` Is ${near} meant?`;
    return [{ path: [...path, 'operate'], detail: `The service has no operation of this name.${says}` }];
  }
  return 'answer' in step ? unknown(step.answer, CHALLENGES, 'challenge', [...path, 'answer']) : [];
}

/** A warning: Cognito may have learned it since. */
function unknown(name: string, names: readonly string[], what: string, path: Path): Slip[] {
  if (names.includes(name) || name.includes('${')) return [];
  const near = nearestName(name, names);
  const says = near === undefined ? '' : ` Is ${near} meant?`;
  return [{ path, severity: 'warning', detail: `This console knows no ${what} of this name.${says}` }];
}

function isMeant(name: string, names: readonly string[]): string {
  const near = nearestName(name, names);
  return near === undefined ? `There are: ${names.join(', ')}.` : `Is ${near} meant?`;
}

/** Fields nobody reads are mostly misspelt. */
function fieldSlips(step: ScenarioStep, path: Path): Slip[] {
  if (!('with' in step) || step.with === undefined) return [];
  if ('answer' in step && (challengeNamed(step.answer).freeKeys || !CHALLENGES.includes(step.answer)))
    return [];
  if ('flow' in step && flowNamed(step.flow) === undefined) return [];
  // Members that have no field of their own are sent as they are.
  const members =
    'operate' in step
      ? Object.keys(serviceOperation(step.operate)?.input.members ?? {}).concat(
          (operationNamed(step.operate)?.members ?? []).map(({ name }) => name),
        )
      : [];
  const names = [...new Set([...fieldsOf(step).map(({ key }) => key), ...members])];
  const within =
    'operate' in step
      ? checkBody(step.operate, step.with as JsonObject).filter(
          ({ code, field = '' }) =>
            code === 'MEMBER_UNKNOWN' && field.includes('.') && !field.endsWith('.wrong'),
        )
      : [];
  const slips = within.map(({ field = '', detail }): Slip => ({
    path: [...path, 'with', ...field.split('.').map((part) => (/^\d+$/.test(part) ? Number(part) : part))],
    severity: 'warning',
    detail,
  }));
  const unknown = Object.keys(step.with)
    .filter((key) => !names.includes(key))
    .map((key): Slip => ({
      path: [...path, 'with', key],
      severity: 'warning',
      detail: `No field is called ${key} here. ${isMeant(key, names)}`,
    }));
  return [...unknown, ...slips];
}

function toSlips(step: ScenarioStep, index: number, ids: ReadonlyMap<string, number>): Slip[] {
  const to = 'to' in step ? step.to : undefined;
  if (to === undefined) return [];
  const path = ['steps', index, 'to'];
  const at = ids.get(to);
  if (at === undefined) {
    const near = nearestName(to, [...ids.keys()]);
    return [
      {
        path,
        detail: `No step has the id ${to}. ${near === undefined ? 'Give one an id.' : `Is ${near} meant?`}`,
      },
    ];
  }
  return at < index
    ? []
    : [{ path, detail: `Step ${String(at + 1)} is called ${to}, and it does not come before this one.` }];
}

function expectSlips(step: ScenarioStep, path: Path): Slip[] {
  const expect = 'expect' in step ? step.expect : undefined;
  if (expect === undefined) return [];
  const at = [...path, 'expect'];
  const { challenge, error, tokens, message } = expect;
  const ways = [
    challenge !== undefined && 'challenge',
    tokens === true && 'tokens',
    error !== undefined && 'error',
  ];
  const [first, second] = ways.filter((way) => way !== false);
  return [
    ...(first !== undefined && second !== undefined
      ? [{ path: [...at, second], detail: `A step can’t come to both: ${first} is asked for already.` }]
      : []),
    ...(message !== undefined && (challenge !== undefined || tokens === true)
      ? [{ path: [...at, 'message'], detail: 'Only an exception has a message. Ask for error with it.' }]
      : []),
    ...(challenge === undefined ? [] : unknown(challenge, CHALLENGES, 'challenge', [...at, 'challenge'])),
    ...(error === undefined || errorNamed(error) !== undefined
      ? []
      : unknown(error, EXCEPTIONS, 'exception', [...at, 'error'])),
  ];
}
