import { Schema } from '@milkdown/kit/prose/model';
import { EditorState, TextSelection } from '@milkdown/kit/prose/state';
import { describe, expect, it } from 'vitest';
import { initProseMirrorDoc, ySyncPlugin } from 'y-prosemirror';
import * as Y from 'yjs';
import { byWords, placeOf, standsAt } from './place.ts';

const schema = new Schema({
  nodes: {
    doc: { content: 'paragraph+' },
    paragraph: { content: 'inline*' },
    text: { group: 'inline' },
  },
});

/** The editor as it opens on the shared text. */
function opened(text: Y.XmlFragment): EditorState {
  const { doc, mapping } = initProseMirrorDoc(text, schema);
  return EditorState.create({ doc, schema, plugins: [ySyncPlugin(text, { mapping })] });
}
function line(words: string): Y.XmlElement {
  const made = new Y.XmlElement('paragraph');
  made.insert(0, [new Y.XmlText(words)]);
  return made;
}
const lettersOf = (text: Y.XmlFragment, at: number) => (text.get(at) as Y.XmlElement).get(0) as Y.XmlText;

describe('a passage of the notes', () => {
  const begun = () => {
    const text = new Y.Doc().getXmlFragment('notes');
    text.insert(0, [line('Vi beslöt att dela mallen'), line('senast i höst. Sedan fika')]);
    const state = opened(text);
    const range = byWords(state.doc, 'dela mallen senast i höst');
    if (!range) throw new Error('the words are not there');
    const chosen = state.apply(state.tr.setSelection(TextSelection.create(state.doc, range.from, range.to)));
    const place = placeOf(chosen);
    return { text, place, quote: 'dela mallen senast i höst' };
  };
  const shown = (text: Y.XmlFragment, passage: Parameters<typeof standsAt>[1]) => {
    const state = opened(text);
    const range = standsAt(state, passage);
    return range && state.doc.textBetween(range.from, range.to, ' ');
  };

  it('is found again whatever others write before, in and after it', () => {
    const { text, place, quote } = begun();
    expect(place).not.toBeNull();
    lettersOf(text, 0).insert(0, 'Nytt: ');
    lettersOf(text, 1).insert('senast'.length, ' nu');
    lettersOf(text, 1).insert(0, 'redan ');
    text.insert(0, [line('Före allt')]);
    expect(shown(text, { place, quote })).toBe('dela mallen redan senast nu i höst');
  });

  it('is looked for by its words where its letters are gone, and is nowhere without either', () => {
    const { text, place, quote } = begun();
    text.delete(0, 2);
    text.insert(0, [line('Annat'), line('Att dela mallen senast i höst står här')]);
    expect(shown(text, { place, quote })).toBe(quote);
    expect(shown(text, { place: null, quote })).toBe(quote);
    expect(shown(text, { place, quote: 'något som aldrig sades' })).toBeNull();
    expect(shown(text, { place: { from: 'AAEB', to: 'inte en plats' }, quote: null })).toBeNull();
  });

  it('is none where no letter is chosen', () => {
    const text = new Y.Doc().getXmlFragment('notes');
    text.insert(0, [line('Ett')]);
    expect(placeOf(opened(text))).toBeNull();
  });
});
