/** Whether a name that a step can come to is an exception's: AWS ends all of them so. */
export function isException(name: string): boolean {
  return name.endsWith('Exception');
}
