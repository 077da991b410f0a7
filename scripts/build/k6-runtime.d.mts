import type { Plugin } from 'vite';

export function buildK6Runtime(outDir: string): Promise<void>;
export function k6Runtime(): Plugin;
