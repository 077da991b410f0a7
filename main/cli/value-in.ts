import type { Result } from '@core/contract.ts';
import { coreFault } from '@core/form/form.ts';

/** What a command brought. @throws CoreFault what it refused with */
export function valueIn<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  const { code, detail, field } = result.error;
  throw coreFault(code, detail, field);
}
