import { Document, Scalar, visit } from 'yaml';
import type { JsonObject } from '@core/json.ts';
import { plain, plainLines } from '../../plain-text.ts';

/** What other readers of YAML take for a mark of the language. */
const MEANT_OTHERWISE = /^(?:=|<<|---|--- .*|\.\.\.)$/;

/**
 * `--output yaml` of version 2 of the AWS CLI: members in alphabetical order, lists not indented, quotes where YAML 1.1 would
 * read a text as something else. Long lines are not folded.
 */
export function yamlOutput(result: JsonObject): string {
  if (Object.keys(result).length === 0) return '';
  const document = new Document(result, {
    version: '1.1',
    sortMapEntries: true,
    aliasDuplicateObjects: false,
  });
  visit(document, {
    Scalar(_, node) {
      if (typeof node.value !== 'string') return;
      // Only in double quotes what a terminal obeys can be written another way.
      if (plain(node.value) !== node.value) node.type = Scalar.QUOTE_DOUBLE;
      else if (MEANT_OTHERWISE.test(node.value)) node.type = Scalar.QUOTE_SINGLE;
    },
  });
  return plainLines(
    document.toString({
      directives: false,
      indentSeq: false,
      singleQuote: true,
      blockQuote: false,
      lineWidth: 0,
    }),
  );
}
