import { type Shape, structureNamed } from '@core/cognito/service/service.ts';
import type { MemberFlag } from '@core/cognito/cli-words/member-flags.ts';
import { isComplex } from '@core/cognito/cli-words/member-value.ts';

/** How deep shorthand is spelled out: deeper ones are easier said in JSON. */
const DEEPEST = 3;

/** What a flag takes, for its placeholder: `<text>`, `<list...>`. */
export function placeholderOf(shape: Shape): string {
  if (shape.type === 'list') return '<list...>';
  return `<${shape.type === 'blob' ? 'base64' : shape.type}>`;
}

/** What a flag takes, in words: values, shorthand, and that secrets have better places than a command line. */
export function shapeText({ member, shape, required }: MemberFlag): string {
  const values = valuesOf(shape.type === 'list' ? shape.of : shape);
  return [
    required ? 'required' : '',
    isComplex(shape) ? `JSON, or ${shorthandOf(shape)}` : values,
    shape.type === 'list' && !isComplex(shape) ? 'several with spaces between' : '',
    isSecret(member, shape) ? 'secret: better file://PATH or --cli-input-json' : '',
    shape.type === 'blob' ? 'or fileb://PATH' : '',
  ]
    .filter((part) => part !== '')
    .join('; ');
}

/** The model marks user names and client ids, too: those are no secrets of a command. */
function isSecret(member: string, { secret }: Shape): boolean {
  return (
    secret === true && /Password|Secret|Token|Code|Session|AuthParameters|ChallengeResponses/.test(member)
  );
}

function valuesOf(shape: Shape): string {
  return shape.type === 'text' && shape.values !== undefined ? `one of ${shape.values.join(', ')}` : '';
}

function shorthandOf(shape: Shape): string {
  if (shape.type === 'list') return `${inner(shape.of, [])} ...`;
  return inner(shape, []);
}

function inner(shape: Shape, within: readonly string[]): string {
  const deep = within.length >= DEEPEST;
  if (shape.type === 'structure') {
    if (deep || within.includes(shape.shape)) return '{...}';
    const parts = Object.entries(structureNamed(shape.shape).members).map(
      ([name, member]) => `${name}=${inner(member, [...within, shape.shape])}`,
    );
    return within.length === 0 ? parts.join(',') : `{${parts.join(',')}}`;
  }
  if (shape.type === 'list') {
    const of = inner(shape.of, [...within, 'list']);
    return within.length > 1 || isComplex(shape) ? `[${of},${of}]` : `${of},${of}`;
  }
  if (shape.type === 'map') {
    const of = inner(shape.of, [...within, 'map']);
    return within.length === 0 ? `KeyName1=${of},KeyName2=${of}` : `{KeyName1=${of},KeyName2=${of}}`;
  }
  return shape.type;
}
