import { editorViewOptionsCtx, Editor as Milkdown, rootCtx } from '@milkdown/kit/core';
import { commonmark, syncHeadingIdPlugin, syncListOrderPlugin } from '@milkdown/kit/preset/commonmark';
import { gfm } from '@milkdown/kit/preset/gfm';
import { keymap } from '@milkdown/kit/prose/keymap';
import { Plugin } from '@milkdown/kit/prose/state';
import type { EditorView } from '@milkdown/kit/prose/view';
import { $prose } from '@milkdown/kit/utils';
import { MilkdownProvider, Milkdown as Surface, useEditor } from '@milkdown/react';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { redo, undo, yCursorPlugin, ySyncPlugin, yUndoPlugin } from 'y-prosemirror';
import css from './Notes.module.css';
import { NotesTools } from './NotesTools.tsx';
import { type Passage, passagePlugin, showPassage } from './passage.ts';
import { placeOf } from './place.ts';
import type { NotesSession } from './session.ts';

interface Props {
  session: NotesSession;
  mayWrite: boolean;
  labelledBy: string;
  representative: string;
  /** What is chosen in the text now; none where nothing is. */
  onChosen(passage: Passage | null): void;
  /** What one has come to see; another `asked` is another time. */
  shown: (Passage & { asked: string }) | null;
  /** The text is there to look in. */
  here: boolean;
  onMissing(): void;
}

/** The text that several write at once. */
export default function NotesEditor(props: Props) {
  return (
    <MilkdownProvider>
      {props.mayWrite && <NotesTools />}
      <Area {...props} />
    </MilkdownProvider>
  );
}

/** These write into the text by themselves, which everybody's browser would do at once. */
const BY_THEMSELVES = new Set<unknown>([syncHeadingIdPlugin, syncListOrderPlugin]);
function chosenIn({ state }: EditorView): Passage | null {
  const quote = state.doc.textBetween(state.selection.from, state.selection.to, ' ').trim();
  return quote ? { quote, place: placeOf(state) } : null;
}

function Area({ session, mayWrite, labelledBy, representative, onChosen, shown, here, onMissing }: Props) {
  const act = useRef({ mayWrite, onChosen });
  act.current = { mayWrite, onChosen };
  const view = useRef<EditorView | null>(null);
  // Whether one may write is asked by the view when it is told that its properties changed.
  useEffect(() => {
    view.current?.setProps({ editable: () => mayWrite });
    view.current?.dom.setAttribute('aria-readonly', String(!mayWrite));
  }, [mayWrite]);
  const [made, setMade] = useState(false);
  const seen = useRef('');
  useEffect(() => {
    if (!view.current || !made || !here || !shown || seen.current === shown.asked) return;
    seen.current = shown.asked;
    if (!showPassage(view.current, shown)) onMissing();
  }, [made, here, shown, onMissing]);
  // The session ends before the editor has gone, which takes a while: y-prosemirror then still has a caret to take away,
  // and an editor whose state is gone can't take it. Told before the surface leaves the page, so that nothing comes between.
  const left = useRef(false);
  useLayoutEffect(() => {
    left.current = false;
    return () => {
      left.current = true;
    };
  }, []);
  useEditor((root) =>
    Milkdown.make()
      .config((ctx) => {
        ctx.set(rootCtx, root);
        ctx.update(editorViewOptionsCtx, (held) => ({
          ...held,
          editable: () => act.current.mayWrite,
          dispatchTransaction(this: EditorView, step) {
            if (!left.current && !this.isDestroyed) this.updateState(this.state.apply(step));
          },
          attributes: { role: 'textbox', 'aria-multiline': 'true', 'aria-labelledby': labelledBy },
        }));
      })
      .use(commonmark.filter((plugin) => !BY_THEMSELVES.has(plugin)))
      .use(gfm)
      .use($prose(() => ySyncPlugin(session.text()) as Plugin))
      .use(
        $prose(
          () =>
            yCursorPlugin(session.awareness, {
              cursorBuilder: (_, client) => caret(session.names.get(client) ?? representative, client),
              selectionBuilder: (_, client) => ({ class: `${css.selected} ${css[`hue${client % 4}`]}` }),
            }) as Plugin,
        ),
      )
      .use($prose(() => yUndoPlugin() as Plugin))
      .use($prose(() => passagePlugin(css.passage ?? '')))
      .use($prose(() => keymap({ 'Mod-z': undo, 'Mod-y': redo, 'Mod-Shift-z': redo })))
      .use(
        $prose(
          () =>
            new Plugin({
              view: (own) => {
                view.current = own;
                setMade(true);
                return {
                  update: (now) => act.current.onChosen(chosenIn(now)),
                  destroy: () => {
                    view.current = null;
                  },
                };
              },
            }),
        ),
      ),
  );
  return (
    <div className={css.text}>
      <Surface />
    </div>
  );
}

/** Where somebody else writes, with their name. */
function caret(name: string, client: number): HTMLElement {
  const mark = document.createElement('span');
  mark.className = `${css.caret} ${css[`hue${client % 4}`]}`;
  mark.setAttribute('aria-hidden', 'true');
  const label = document.createElement('span');
  label.className = css.name ?? '';
  label.textContent = name;
  mark.append(label);
  return mark;
}
