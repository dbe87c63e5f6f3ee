/** Where a passage stands in the text that several write: by its first and last letter, wherever those are now. */
import type { Node } from '@milkdown/kit/prose/model';
import type { EditorState } from '@milkdown/kit/prose/state';
import {
  absolutePositionToRelativePosition,
  relativePositionToAbsolutePosition,
  ySyncPluginKey,
} from 'y-prosemirror';
import * as Y from 'yjs';
import type { NotesPlace } from '../../../api/types.ts';
import { fromBase64, toBase64 } from './bytes.ts';

export interface Range {
  from: number;
  to: number;
}

/** What the editor and the shared text have in common; none before the one has been made of the other. */
function shared(state: EditorState) {
  const { type, doc, binding } = ySyncPluginKey.getState(state) ?? {};
  const mapping = binding?.mapping;
  return type && doc && mapping?.size > 0
    ? { type: type as Y.XmlFragment, doc: doc as Y.Doc, mapping }
    : null;
}

/** From the first letter to the last of what is chosen. */
function letters(state: EditorState): Range | null {
  const { from, to } = state.selection;
  let range: Range | null = null;
  state.doc.nodesBetween(from, to, (node, at) => {
    if (!node.isText) return;
    const end = Math.min(to, at + node.nodeSize);
    range = { from: range?.from ?? Math.max(from, at), to: end };
  });
  return range;
}

/** What is chosen, so that it is found again whatever others write; none where no letter is. */
export function placeOf(state: EditorState): NotesPlace | null {
  const range = letters(state);
  const text = shared(state);
  if (!range || !text) return null;
  const sticky = (at: number, side: 0 | -1): string | null => {
    const loose = absolutePositionToRelativePosition(at, text.type, text.mapping);
    const found = Y.createAbsolutePositionFromRelativePosition(loose, text.doc);
    if (!(found?.type instanceof Y.XmlText)) return null;
    const held = Y.createRelativePositionFromTypeIndex(found.type, found.index, side);
    // One that names no letter would move with the end of the line.
    return held.item ? toBase64(Y.encodeRelativePosition(held)) : null;
  };
  const from = sticky(range.from, 0);
  const to = sticky(range.to, -1);
  return from && to ? { from, to } : null;
}

function byLetters(state: EditorState, place: NotesPlace): Range | null {
  const text = shared(state);
  if (!text) return null;
  const at = (position: string): number | null =>
    relativePositionToAbsolutePosition(
      text.doc,
      text.type,
      Y.decodeRelativePosition(fromBase64(position)),
      text.mapping,
    );
  try {
    const [from, to] = [at(place.from), at(place.to)];
    return from !== null && to !== null && from < to && to <= state.doc.content.size ? { from, to } : null;
  } catch {
    // What is no place of this text.
    return null;
  }
}

/** Where the words stand, line after line with a space between. */
export function byWords(doc: Node, words: string): Range | null {
  let all = '';
  const at: number[] = [];
  doc.descendants((node, place) => {
    if (node.isTextblock && all) {
      all += ' ';
      at.push(place);
    }
    if (!node.isText) return;
    const text = node.text ?? '';
    all += text;
    for (let n = 0; n < text.length; n += 1) at.push(place + n);
  });
  const first = words ? all.indexOf(words) : -1;
  const [from, last] = [at[first], at[first + words.length - 1]];
  return from === undefined || last === undefined ? null : { from, to: last + 1 };
}

/** Where a passage stands now: its letters, and where those are gone the words they were. */
export const standsAt = (
  state: EditorState,
  passage: { place: NotesPlace | null; quote: string | null },
): Range | null =>
  (passage.place && byLetters(state, passage.place)) ?? byWords(state.doc, passage.quote?.trim() ?? '');
