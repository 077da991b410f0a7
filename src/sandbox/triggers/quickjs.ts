import type { QuickJSWASMModule } from 'quickjs-emscripten-core';
import { MEMORY_BYTES } from './limits.ts';

/** TypeScript knows it with the DOM only, and this folder has none. */
declare const WebAssembly: {
  readonly Memory: new (size: { readonly initial: number; readonly maximum: number }) => object;
};

const PAGE = 65_536;
/** What the module asks for at least: 16 MB, of which its own stack and data take a part. */
const FIRST_PAGES = (16 * 1024 * 1024) / PAGE;
const MOST_PAGES = MEMORY_BYTES / PAGE;

/** Hands out the compiled module. It is compiled once, on first use: most sandboxes never run a trigger. */
export interface QuickJs {
  /** When `work` throws or fills the memory, which never shrinks, the next use compiles anew. */
  use<T>(work: (module: QuickJSWASMModule) => T): Promise<T>;
}

export function createQuickJs(): QuickJs {
  const broken = new WeakSet<QuickJSWASMModule>();
  let loading: Promise<QuickJSWASMModule> | undefined;
  return {
    use: async (work) => {
      let module = await (loading ??= compile());
      // Whoever waited together with the one that broke it holds the broken one.
      while (broken.has(module)) module = await (loading ??= compile());
      let unharmed = false;
      try {
        const result = work(module);
        unharmed = !isFull(module);
        return result;
      } finally {
        if (!unharmed) {
          broken.add(module);
          loading = undefined;
        }
      }
    },
  };
}

/** Whether a run has used all the memory: it grows in steps of some five per cent, and the last step may not fit. */
export function isFull(module: QuickJSWASMModule): boolean {
  return module.getWasmMemory().buffer.byteLength >= MEMORY_BYTES * 0.9;
}

async function compile(): Promise<QuickJSWASMModule> {
  const [core, variant] = await Promise.all([
    import('quickjs-emscripten-core'),
    import('@jitl/quickjs-singlefile-mjs-release-sync'),
  ]);
  // The module cannot see the size of its own blocks, so its own limit does not add up: the memory itself must end.
  const wasmMemory = new WebAssembly.Memory({ initial: FIRST_PAGES, maximum: MOST_PAGES });
  return await core.newQuickJSWASMModuleFromVariant(core.newVariant(variant.default, { wasmMemory }));
}
