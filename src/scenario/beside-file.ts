/** What a file that stands beside another is called, as the other is: `..` is gone where it stays below. */
export function besideFile(file: string, name: string): string {
  if (name.startsWith('/')) return name;
  const parts: string[] = [];
  for (const part of [...file.split('/').slice(0, -1), ...name.split('/')]) {
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else if (part !== '.') parts.push(part);
  }
  return parts.join('/');
}
