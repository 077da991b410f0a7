import { flowNamed } from '../flows/flows.ts';
import type { ScenarioStep } from './schema.ts';

/** What reports call a step: its own title, else the operation and what it is about. */
export function titleOf(step: ScenarioStep): string {
  if (step.title !== undefined) return step.title;
  if ('flow' in step) {
    const operation = flowNamed(step.flow)?.operation ?? 'InitiateAuth';
    return operation === step.flow ? operation : `${operation} ${step.flow}`;
  }
  if ('answer' in step) return `RespondToAuthChallenge ${step.answer}`;
  if ('operate' in step) return step.operate;
  if ('wait' in step) return `Wait ${step.wait}`;
  const { advance, admin } = step.sandbox;
  if (advance !== undefined) return `Sandbox: clock on by ${advance}`;
  return admin === undefined
    ? `Sandbox: ${Object.keys(step.sandbox).join(', ')}`
    : `Sandbox: ${admin.operation}`;
}
