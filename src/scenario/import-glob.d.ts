declare global {
  /** Vite writes the files in when it builds, and does so for tests. The core knows no more of Vite. */
  interface ImportMeta {
    glob(pattern: string, how: { query: '?raw'; import: 'default'; eager: true }): Record<string, string>;
  }
}
export {};
