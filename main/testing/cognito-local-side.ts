import { cognitoLocal } from '../../scripts/bench/sandbox/cognito-local.mjs';
import { missingOutside, type Skipping } from './outside.ts';

type Side = Exclude<Awaited<ReturnType<typeof cognitoLocal>>, { missing: string }>;

/** cognito-local from npm, for a test to start. Without it the test is skipped, or fails on CI. */
export async function cognitoLocalFor(context: Skipping): Promise<Side> {
  const side = await cognitoLocal();
  return 'missing' in side ? missingOutside(context, side.missing) : side;
}
