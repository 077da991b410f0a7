import { coreFault, isFault } from '../../form/form.ts';

/** Lets a fault name the operation it came from, in its field. */
export async function atOperation<T>(operation: string, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (!isFault(error)) throw error;
    throw coreFault(error.code, error.detail, operation);
  }
}
