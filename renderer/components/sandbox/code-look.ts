import { HighlightStyle } from '@codemirror/language';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

/** The editor in the window's own colours; custom properties reach into its shadow root. */
export const codeLook = EditorView.theme({
  '&': {
    maxHeight: '460px',
    border: '1px solid var(--line-control)',
    borderRadius: 'var(--radius)',
    backgroundColor: 'var(--bg-input)',
    color: 'var(--text)',
  },
  '&.cm-focused': {
    outline: '1px solid var(--focus)',
    borderColor: 'var(--focus)',
  },
  '.cm-scroller': {
    fontFamily: 'var(--font-mono)',
    fontSize: 'var(--size-mono)',
    fontFeatureSettings: "'calt' 0",
    lineHeight: '18px',
    overflow: 'auto',
    scrollbarWidth: 'thin',
    scrollbarColor: 'var(--line-strong) transparent',
  },
  '.cm-content': {
    minHeight: '200px',
    padding: '6px 0',
    caretColor: 'var(--text)',
    userSelect: 'text',
  },
  '.cm-gutters': {
    borderRight: '1px solid var(--line)',
    backgroundColor: 'var(--bg-raised)',
    color: 'var(--text-3)',
  },
  '.cm-content ::selection': { backgroundColor: 'light-dark(#cfd2f7, #3b4088)' },
  '&.cm-focused .cm-matchingBracket': { backgroundColor: 'var(--bg-active)' },
  '&.cm-focused .cm-nonmatchingBracket': { backgroundColor: 'var(--failed-tint)' },
  '.problem-line': {
    backgroundColor: 'var(--failed-tint)',
    boxShadow: 'inset 3px 0 var(--failed)',
  },
});

export const codeColours = HighlightStyle.define([
  { tag: [tags.keyword, tags.modifier, tags.operatorKeyword], color: 'var(--code-literal)' },
  { tag: [tags.string, tags.regexp, tags.special(tags.string)], color: 'var(--code-string)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'var(--code-number)' },
  { tag: [tags.function(tags.variableName), tags.propertyName], color: 'var(--code-key)' },
  { tag: [tags.punctuation, tags.operator], color: 'var(--code-punctuation)' },
  { tag: tags.comment, color: 'var(--text-3)', fontStyle: 'italic' },
]);
