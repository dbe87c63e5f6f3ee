/** The passage one has come to see, marked in the notes while others write on. */
import { type EditorState, Plugin, PluginKey } from '@milkdown/kit/prose/state';
import { Decoration, DecorationSet, type EditorView } from '@milkdown/kit/prose/view';
import { ySyncPluginKey } from 'y-prosemirror';
import type { NotesPlace } from '../../../api/types.ts';
import { type Range, standsAt } from './place.ts';

export interface Passage {
  place: NotesPlace | null;
  quote: string | null;
}
interface Held {
  passage: Passage | null;
  marks: DecorationSet;
}

const KEY = new PluginKey<Held>('passage');

export function passagePlugin(look: string): Plugin {
  const marked = (state: EditorState, range: Range | null) =>
    range
      ? DecorationSet.create(state.doc, [
          Decoration.inline(range.from, range.to, { class: look, 'data-passage': '' }),
        ])
      : DecorationSet.empty;
  const of = (state: EditorState, passage: Passage): Held => ({
    passage,
    marks: marked(state, standsAt(state, passage)),
  });
  return new Plugin<Held>({
    key: KEY,
    state: {
      init: () => ({ passage: null, marks: DecorationSet.empty }),
      apply(step, held, _before, state) {
        const told: Passage | undefined = step.getMeta(KEY);
        if (told) return of(state, told);
        if (!held.passage || !step.docChanged) return held;
        // What others write is put in as a whole, and moves nothing along.
        if (step.getMeta(ySyncPluginKey)?.isChangeOrigin) return of(state, held.passage);
        return { ...held, marks: held.marks.map(step.mapping, step.doc) };
      },
    },
    props: { decorations: (state) => KEY.getState(state)?.marks },
  });
}

/** Marks the passage and brings it into view; says whether it is there. */
export function showPassage(view: EditorView, passage: Passage): boolean {
  const range = standsAt(view.state, passage);
  view.dispatch(view.state.tr.setMeta(KEY, passage));
  if (!range) return false;
  const { node } = view.domAtPos(range.from);
  (node instanceof Element ? node : node.parentElement)?.scrollIntoView({ block: 'center' });
  return true;
}
