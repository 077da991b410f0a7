const PRIVATE_KEY = /(PrivateKey:\s+["']?)([\w-]+)/g;

/** Private keys of a seed file stay in the host: the page gets a name for each, and may hand it back. */
export interface KeptKeys {
  withoutKeys(text: string): string;
  withKeys(text: string): string;
}

export function createKeptKeys(): KeptKeys {
  const keys: string[] = [];
  return {
    withoutKeys: (text) =>
      text.replace(PRIVATE_KEY, (_, head: string, key: string) => {
        const at = keys.includes(key) ? keys.indexOf(key) : keys.push(key) - 1;
        return `${head}kept-${String(at)}`;
      }),
    withKeys: (text) =>
      text.replace(PRIVATE_KEY, (whole, head: string, name: string) => {
        const key = keys[Number(/^kept-(\d+)$/.exec(name)?.[1] ?? NaN)];
        return key === undefined ? whole : head + key;
      }),
  };
}
