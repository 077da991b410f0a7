/** The display, home and keyring of each window that may be open at once, as environment: see scripts/e2e/stage.mjs. */
const stages = JSON.parse(process.env['COUNTERSIGN_E2E_STAGES'] ?? '[{}]') as Record<string, string>[];

export const stageCount = stages.length;

/** In a worker of Playwright: what it starts from now on is on the worker's own stage. */
export function enterStage(): void {
  Object.assign(process.env, stages[Number(process.env['TEST_PARALLEL_INDEX'] ?? 0)]);
}
