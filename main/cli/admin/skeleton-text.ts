import { skeletonOf } from '@core/cognito/service/skeleton.ts';
import type { Shape, Structure } from '@core/cognito/service/service.ts';
import { resultOfOperation, resultStructure } from '@core/cognito/service/results.ts';
import type { JsonObject, JsonValue } from '@core/json.ts';

/** What `--generate-cli-skeleton` prints: a request to fill in and to give back with `--cli-input-json`. */
export function skeletonText(operation: string): string {
  return `${JSON.stringify(skeletonOf(operation, {}, 'all'), null, 4)}\n`;
}

/** What an answer looks like, its texts being the members' names: `--generate-cli-skeleton output`. */
export function exampleResult(operation: string): JsonObject {
  return exampleOf(resultOfOperation(operation), []);
}

function exampleOf({ members }: Structure, within: readonly string[]): JsonObject {
  return Object.fromEntries(
    Object.entries(members).map(([name, shape]) => [name, valueOf(shape, name, within)]),
  );
}

function valueOf(shape: Shape, name: string, within: readonly string[]): JsonValue {
  switch (shape.type) {
    case 'text':
    case 'blob':
      return name;
    case 'number':
      return 0;
    case 'boolean':
      return true;
    case 'time':
      return '1970-01-01T00:00:00';
    case 'document':
      return {};
    case 'list':
      return [valueOf(shape.of, name, within)];
    case 'map':
      return { KeyName: valueOf(shape.of, '', within) };
    case 'structure':
      return within.includes(shape.shape)
        ? {}
        : exampleOf(resultStructure(shape.shape), [...within, shape.shape]);
  }
}
