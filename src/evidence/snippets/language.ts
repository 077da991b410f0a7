import type { CopyFormat } from '../../contract/report.ts';
import type { SnippetStep } from './step.ts';

/** A language that a step can be copied in: one object each, listed in `index.ts`. */
export interface SnippetLanguage {
  readonly id: CopyFormat;
  /** For people: `Python (boto3)`. */
  readonly title: string;
  /**
   * The request as code that runs as it is, once its variables are set. With values they are set in front.
   * @throws CoreFault BODY_NOT_JSON, COPY_UNSUITED where the language can't say what was sent
   */
  write(step: SnippetStep): string;
}
