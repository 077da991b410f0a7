import {
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
  type CompletionContext,
  type CompletionResult,
  startCompletion,
} from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, indentWithTab, redo, undo } from '@codemirror/commands';
import { yaml } from '@codemirror/lang-yaml';
import { bracketMatching, indentOnInput, indentUnit, syntaxHighlighting } from '@codemirror/language';
import { type Diagnostic, lintGutter, lintKeymap, setDiagnostics } from '@codemirror/lint';
import { EditorState } from '@codemirror/state';
import { drawSelection, EditorView, keymap, lineNumbers } from '@codemirror/view';
import type { ScenarioFault } from '@core/scenario/fault.ts';
import type { Scenario } from '@core/scenario/schema.ts';
import { codeColours, codeLook } from '../sandbox/code-look.ts';
import { completionsAt } from './completions.ts';
import { scenarioLook } from './scenario-look.ts';

export interface ScenarioView {
  /** Puts another text in place of the present one, as one change that can be undone; what stays the same stays put. */
  setText(text: string): void;
  setFaults(faults: readonly ScenarioFault[]): void;
  /** Moves the cursor to a place, 1-based, and brings it into view. @param focus takes the focus, too */
  goTo(line: number, column: number, focus: boolean): void;
  undo(): void;
  redo(): void;
  close(): void;
}

export interface ScenarioViewInput {
  readonly text: string;
  readonly label: string;
  readonly changed: (text: string) => void;
  /** As it was read last: what completion knows of names. */
  readonly scenario: () => Scenario | undefined;
}

/**
 * An editor for scenarios: YAML, mistakes at their place, completion of keys and of AWS's names. In a shadow root, as
 * sandbox/code-view.ts says. Tab indents; after Escape, Tab leaves.
 */
export function openScenarioView(root: ShadowRoot, input: ScenarioViewInput): ScenarioView {
  const view = new EditorView({
    parent: root,
    root,
    state: EditorState.create({
      doc: input.text,
      extensions: [
        scenarioLook,
        lineNumbers(),
        history(),
        drawSelection(),
        bracketMatching(),
        closeBrackets(),
        indentOnInput(),
        indentUnit.of('  '),
        EditorState.tabSize.of(2),
        yaml(),
        syntaxHighlighting(codeColours),
        lintGutter({ tooltipFilter: () => [] }),
        autocompletion({
          icons: false,
          override: [(context) => complete(context, input.scenario())],
        }),
        codeLook,
        keymap.of([
          ...closeBracketsKeymap,
          ...completionKeymap,
          ...lintKeymap.filter(({ key }) => key === 'F8'),
          indentWithTab,
          ...defaultKeymap,
          ...historyKeymap,
        ]),
        // Named as focusable: it scrolls by the keys.
        EditorView.contentAttributes.of({ 'aria-label': input.label, tabindex: '0' }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) input.changed(update.state.doc.toString());
        }),
      ],
    }),
  });

  return {
    setText(text) {
      const change = changeBetween(view.state.doc.toString(), text);
      if (change !== undefined) view.dispatch({ changes: change, userEvent: 'input.form' });
    },
    setFaults: (faults) =>
      view.dispatch(
        setDiagnostics(
          view.state,
          faults.map((fault) => diagnosticOf(view.state, fault)),
        ),
      ),
    goTo(line, column, focus) {
      const at = offsetOf(view.state, line, column);
      view.dispatch({
        selection: { anchor: at },
        effects: EditorView.scrollIntoView(at, { y: 'center' }),
      });
      if (focus) view.focus();
    },
    undo: () => void undo(view),
    redo: () => void redo(view),
    close: () => view.destroy(),
  };
}

function complete(context: CompletionContext, scenario: Scenario | undefined): CompletionResult | null {
  const { state, pos, explicit } = context;
  const found = completionsAt(state.doc.toString(), pos, scenario);
  if (found === undefined || (!explicit && found.from === pos && !isAfterColon(state, pos))) return null;
  return {
    from: found.from,
    options: found.options.map(({ name, says, insert }, index) => ({
      label: name,
      // In the order of a sign-in and of the file's form, not of the alphabet.
      sortText: String(index).padStart(4, '0'),
      ...(says === undefined ? {} : { info: says }),
      apply: (view, _completion, from, to) => {
        view.dispatch({
          changes: { from, to, insert },
          selection: { anchor: from + insert.length },
          userEvent: 'input.complete',
        });
        if (insert.endsWith(': ')) startCompletion(view);
      },
    })),
    validFor: /^[\w$.{-]*$/,
  };
}

/** A value is to be typed: the list may come by itself. */
function isAfterColon({ doc }: EditorState, pos: number): boolean {
  const { from, text } = doc.lineAt(pos);
  return /(: |\$\{)$/.test(text.slice(0, pos - from));
}

function offsetOf({ doc }: EditorState, line: number, column: number): number {
  const { from, length } = doc.line(Math.min(Math.max(1, line), doc.lines));
  return from + Math.min(Math.max(0, column - 1), length);
}

/** Underlined to the end of the word, or of the line where that is no word. */
function diagnosticOf(
  state: EditorState,
  { line, column, severity, detail, table }: ScenarioFault,
): Diagnostic {
  const from = offsetOf(state, line, column);
  const message = table === undefined ? detail : `${table.file}:${String(table.line)}: ${detail}`;
  const end = state.doc.lineAt(from).to;
  const word = /^[\w.-]+/.exec(state.doc.sliceString(from, end))?.[0].length;
  return { from, to: word === undefined ? end : from + word, severity, message };
}

/** The one stretch in which two texts differ; undefined where they don't. */
function changeBetween(
  before: string,
  after: string,
): { readonly from: number; readonly to: number; readonly insert: string } | undefined {
  if (before === after) return undefined;
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < most - start && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  return { from: start, to: before.length - end, insert: after.slice(start, after.length - end) };
}
