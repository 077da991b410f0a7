import { answerOperation, isAdmins, startOperation } from '../chain/sign-in-operations.ts';
import { flowNamed, startsWith } from '../flows/flows.ts';
import type { FlowStep, ScenarioStep } from './schema.ts';

/**
 * What reports call a step: its own title, else the operation and what it is about.
 * @param before the steps before it: an answer goes as its sign-in was begun
 */
export function titleOf(step: ScenarioStep, before: readonly ScenarioStep[] = []): string {
  if (step.title !== undefined) return step.title;
  if ('flow' in step) {
    const operation = operationOf(step);
    return operation === step.flow ? operation : `${operation} ${step.flow}`;
  }
  if ('answer' in step) {
    const begun = before.findLast((each) => 'flow' in each);
    const admin = step.admin ?? (begun !== undefined && isAdmins(operationOf(begun)));
    return `${answerOperation(admin)} ${step.answer}`;
  }
  if ('operate' in step) return step.operate;
  if ('wait' in step) return `Wait ${step.wait}`;
  const { advance, admin } = step.sandbox;
  if (advance !== undefined) return `Sandbox: clock on by ${advance}`;
  return admin === undefined
    ? `Sandbox: ${Object.keys(step.sandbox).join(', ')}`
    : `Sandbox: ${admin.operation}`;
}

/** What a flow step is sent with. */
export function operationOf({ flow, admin }: FlowStep): string {
  const known = flowNamed(flow);
  return known === undefined ? startOperation(admin === true) : startsWith(known, admin);
}
