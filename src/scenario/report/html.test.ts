import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { type Document, type Element, Window } from 'happy-dom';
import { describe, expect, it } from 'vitest';
import { html } from './html.ts';
import { STYLE, STYLE_HASH } from './html-style.ts';
import { anyResult } from './testing/any-result.ts';
import { ALL, ERROR, FAILED, PASSED } from './testing/some-results.ts';
import { wholeReport } from './testing/whole-report.ts';

const window = new Window();

function page(text: string): Document {
  return new window.DOMParser().parseFromString(text, 'text/html');
}

const texts = (within: Document | Element, selector: string) =>
  [...within.querySelectorAll(selector)].map(({ textContent }) => textContent.replaceAll(/\s+/g, ' ').trim());

describe('an HTML report', () => {
  it('lets in its own style and nothing else', () => {
    expect(STYLE_HASH).toBe(createHash('sha256').update(STYLE).digest('base64'));
    const read = page(wholeReport(html, ALL));
    expect(read.querySelector('meta[http-equiv]')?.getAttribute('content')).toBe(
      `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; base-uri 'none'; form-action 'none'`,
    );
    expect(read.querySelectorAll('script, link, img, iframe, [style], [src], [href]')).toHaveLength(0);
  });

  it('tells what did not pass first, with what was expected, what came and what was sent', () => {
    const read = page(wholeReport(html, ALL));
    expect(texts(read, 'h1')).toEqual(['2 of 5 scenarios did not pass']);
    expect(
      texts(read, '.case > details > summary .title, .case > .line .title').map((text) => text.slice(0, 3)),
    ).toEqual(['bob', 'eve', 'fay', 'ann', 'gus']);
    const failed = read.querySelector('.case.failed');
    expect(failed?.querySelector('details')?.hasAttribute('open')).toBe(true);
    if (failed === null) throw new Error('no failed case');
    expect(texts(failed, '.step.failed tbody tr')).toEqual([
      'challengeEMAIL_OTPSMS_MFA',
      'wentno errorCodeMismatchException',
    ]);
    expect(texts(failed, '.exchange > summary')[1]).toContain(
      '→ CodeMismatchException: Invalid code <b>1</b>',
    );
    expect(texts(read, '.case.error .why')).toEqual([
      'SEED is not given. Give it with --secret SEED=…. (SECRET_MISSING)',
    ]);
  });

  it('says so where everything passed, and where nothing was run', () => {
    expect(texts(page(wholeReport(html, [PASSED])), 'h1')).toEqual(['Every scenario passed']);
    expect(texts(page(wholeReport(html, [])), 'h1, .none')).toEqual([
      'No scenario was run',
      'Nothing was run.',
    ]);
  });

  it('takes any text as text', () => {
    const elements = (results: Parameters<typeof wholeReport>[1]) =>
      page(wholeReport(html, results)).querySelectorAll('script, .cases b, img, a').length;
    fc.assert(
      fc.property(fc.array(anyResult, { minLength: 1, maxLength: 3 }), (results) => {
        expect(elements(results)).toBe(0);
      }),
      { numRuns: 40 },
    );
    const title = '</span><script>alert(1)</script>';
    const read = page(
      wholeReport(html, [
        { ...ERROR, title },
        { ...FAILED, title },
      ]),
    );
    expect(read.querySelectorAll('script')).toHaveLength(0);
    expect(texts(read, '.case.failed > details > summary .title')[0]).toContain(title);
  });
});
