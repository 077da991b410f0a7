import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { javascript } from '@codemirror/lang-javascript';
import { bracketMatching, indentOnInput, indentUnit, syntaxHighlighting } from '@codemirror/language';
import { EditorState, StateEffect, StateField } from '@codemirror/state';
import { Decoration, EditorView, keymap, lineNumbers, type DecorationSet } from '@codemirror/view';
import { codeColours, codeLook } from './code-look.ts';

/** What is wrong with the text, at which line, counted from 1. */
export interface CodeProblem {
  readonly line?: number | undefined;
  readonly text: string;
}

export interface CodeView {
  /** Puts another text in place of the present one; the same one changes nothing. */
  setText(text: string): void;
  setProblem(problem: CodeProblem | undefined): void;
  /** Moves the cursor to a line, brings it into view and takes focus. */
  goTo(line: number | undefined): void;
  close(): void;
}

const setProblem = StateEffect.define<CodeProblem | undefined>();
const problemField = StateField.define<CodeProblem | undefined>({
  create: () => undefined,
  update(before, change) {
    const told = change.effects.find((effect) => effect.is(setProblem));
    return told === undefined ? before : (told.value as CodeProblem | undefined);
  },
});
const problemLine = Decoration.line({ class: 'problem-line' });

function marks(state: EditorState): DecorationSet {
  const line = state.field(problemField)?.line;
  return line === undefined ? Decoration.none : Decoration.set(problemLine.range(startOf(state, line)));
}
function startOf({ doc }: EditorState, line: number): number {
  return doc.line(Math.min(Math.max(1, line), doc.lines)).from;
}

/**
 * An editor for JavaScript. It lives in a shadow root because its styles are then a constructed sheet: the page's
 * Content-Security-Policy lets no style element in.
 * Tab indents; after Escape, Tab leaves.
 */
export function openCodeView(
  root: ShadowRoot,
  options: { readonly text: string; readonly label: string; readonly changed: (text: string) => void },
): CodeView {
  const view = new EditorView({
    parent: root,
    root,
    state: EditorState.create({
      doc: options.text,
      extensions: [
        lineNumbers(),
        history(),
        bracketMatching(),
        indentOnInput(),
        indentUnit.of('  '),
        EditorState.tabSize.of(2),
        javascript(),
        syntaxHighlighting(codeColours),
        codeLook,
        keymap.of([indentWithTab, ...defaultKeymap, ...historyKeymap]),
        problemField,
        EditorView.decorations.compute([problemField, 'doc'], marks),
        // Ids don't reach out of a shadow root, so the problem is told as text.
        EditorView.contentAttributes.compute([problemField], (state) => {
          const problem = state.field(problemField);
          return {
            'aria-label': options.label,
            ...(problem ? { 'aria-invalid': 'true', 'aria-description': problem.text } : {}),
          };
        }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) options.changed(update.state.doc.toString());
        }),
      ],
    }),
  });

  return {
    setText(text) {
      if (text === view.state.doc.toString()) return;
      view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } });
    },
    setProblem: (problem) => view.dispatch({ effects: setProblem.of(problem) }),
    goTo(line) {
      const anchor = line === undefined ? view.state.selection.main.head : startOf(view.state, line);
      view.dispatch({ selection: { anchor }, scrollIntoView: true });
      view.focus();
    },
    close: () => view.destroy(),
  };
}
