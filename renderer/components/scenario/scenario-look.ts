import { EditorView } from '@codemirror/view';

/**
 * What the editor of scenarios has beside every editor: it fills its pane, marks mistakes and completes. CodeMirror's
 * own marks are pictures in data URLs, which the page's Content-Security-Policy lets in nowhere.
 */
export const scenarioLook = EditorView.theme({
  '&': { height: '100%', maxHeight: 'none', border: 'none', borderRadius: '0' },
  // The pane draws it: here the gutter would lie over it.
  '&.cm-focused': { outline: 'none' },
  '.cm-lintRange, .cm-lintRange-error, .cm-lintRange-warning': {
    backgroundImage: 'none',
    paddingBottom: '0',
  },
  '.cm-lintRange-error': { textDecoration: 'underline wavy var(--failed)' },
  '.cm-lintRange-warning': { textDecoration: 'underline wavy var(--guard)' },
  '.cm-lintPoint::after': { display: 'none' },
  '.cm-gutter-lint': { width: '16px' },
  '.cm-gutter-lint .cm-lint-marker': {
    width: '16px',
    height: '18px',
    textAlign: 'center',
    lineHeight: '18px',
  },
  '.cm-lint-marker-error': { content: '"✕"', color: 'var(--failed)' },
  '.cm-lint-marker-warning': { content: '"!"', color: 'var(--guard)' },
  '.cm-tooltip': {
    zIndex: 'var(--layer-menu)',
    border: '1px solid var(--line-strong)',
    borderRadius: 'var(--radius)',
    backgroundColor: 'var(--bg-overlay)',
    boxShadow: 'var(--shadow-overlay)',
    color: 'var(--text)',
    fontFamily: 'var(--font-ui)',
    fontSize: 'var(--size-sm)',
  },
  '.cm-tooltip-lint': { maxWidth: '420px' },
  '.cm-diagnostic': { padding: '6px 10px', lineHeight: '18px', whiteSpace: 'normal' },
  '.cm-diagnostic-error': { borderLeft: '3px solid var(--failed)' },
  '.cm-diagnostic-warning': { borderLeft: '3px solid var(--guard)' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': {
    maxHeight: '240px',
    minWidth: '220px',
    padding: '4px',
    fontFamily: 'var(--font-mono)',
    fontSize: 'var(--size-mono)',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': {
    padding: '3px 8px',
    borderRadius: 'var(--radius-sm)',
    lineHeight: '18px',
  },
  '.cm-tooltip-autocomplete ul li[aria-selected]': {
    backgroundColor: 'var(--bg-active)',
    color: 'var(--text)',
  },
  '.cm-completionMatchedText': { textDecoration: 'none', color: 'var(--accent-text)' },
  '.cm-tooltip.cm-completionInfo': { maxWidth: '300px', padding: '6px 10px', lineHeight: '18px' },
  '.step-line': { backgroundColor: 'var(--accent-tint)', boxShadow: 'inset 3px 0 var(--accent)' },
});
