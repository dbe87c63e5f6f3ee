import {
  defaultValueCtx,
  editorViewOptionsCtx,
  Editor as Milkdown,
  rootCtx,
  serializerCtx,
} from '@milkdown/kit/core';
import { history } from '@milkdown/kit/plugin/history';
import { listener, listenerCtx } from '@milkdown/kit/plugin/listener';
import { commonmark, paragraphSchema } from '@milkdown/kit/preset/commonmark';
import { gfm } from '@milkdown/kit/preset/gfm';
import { Plugin } from '@milkdown/kit/prose/state';
import type { EditorView } from '@milkdown/kit/prose/view';
import { $prose } from '@milkdown/kit/utils';
import { MilkdownProvider, Milkdown as Surface, useEditor } from '@milkdown/react';
import { useEffect, useRef } from 'react';
import { flushSync } from 'react-dom';
import type { MentionSuggestion } from '../../api/types.ts';
import { mentionBegun } from '../../writing/tokens.ts';
import css from './Editor.module.css';
import type { EditorProps } from './Editor.tsx';
import { MentionList } from './MentionList.tsx';
import { RichTools } from './RichTools.tsx';
import { useMentioning } from './useMentioning.ts';

/** An empty line is nothing: by itself the editor writes it as HTML, which would stand in the plain field and be sent. */
const emptyLines = paragraphSchema.extendSchema((before) => (ctx) => {
  const schema = before(ctx);
  return {
    ...schema,
    toMarkdown: {
      match: schema.toMarkdown.match,
      runner: (state, node) => {
        if (node.content.size > 0) schema.toMarkdown.runner(state, node);
        else state.openNode('paragraph').addNode('text', undefined, '').closeNode();
      },
    },
  };
});

/** Writing with formatting. What it gives is Markdown, the same as the plain field's. */
export default function RichEditor(props: EditorProps) {
  return (
    <MilkdownProvider>
      <RichTools />
      <Area {...props} />
    </MilkdownProvider>
  );
}

/** The text before the caret in its paragraph. */
const before = ({ state }: EditorView): string => {
  const { $from, empty } = state.selection;
  return empty && $from.parent.isTextblock && !$from.parent.type.spec.code
    ? $from.parent.textBetween(0, $from.parentOffset, '\n', '\ufffc')
    : '';
};

/** What has been written of a mention; one that has been chosen is no longer being written. */
function begunIn(view: EditorView): string | null {
  const text = before(view);
  const begun = mentionBegun(text);
  if (!begun) return null;
  const at = view.state.selection.from - (text.length - begun.from);
  const link = view.state.schema.marks.link;
  return link && view.state.doc.rangeHasMark(at, at + 1, link) ? null : begun.q;
}

function insertMention(view: EditorView, one: MentionSuggestion): void {
  const text = before(view);
  const begun = mentionBegun(text);
  const link = view.state.schema.marks.link;
  if (!begun || !link) return;
  const to = view.state.selection.from;
  const name = `@${one.name.replaceAll(/[[\]()]/g, ' ')}`;
  const words = view.state.schema.text(name, [link.create({ href: one.reference })]);
  const change = view.state.tr.replaceWith(to - (text.length - begun.from), to, words);
  view.dispatch(change.removeStoredMark(link).insertText(' '));
  view.focus();
}

function Area({ value, onChange, onSend, room, label, labelledBy, enterSends, autoFocus }: EditorProps) {
  const given = useRef(value);
  const view = useRef<EditorView | null>(null);
  const mentioning = useMentioning(room, (one) => view.current && insertMention(view.current, one));
  const act = useRef({ onChange, onSend, enterSends, mentioning });
  act.current = { onChange, onSend, enterSends, mentioning };
  // What has been sent must not come back by what the field tells late.
  const alive = useRef(true);
  useEffect(() => {
    alive.current = true;
    return () => {
      alive.current = false;
    };
  }, []);
  // What the list says of itself to those who listen stands on the field, which React does not own.
  const field = view.current?.dom;
  for (const name of ['aria-controls', 'aria-activedescendant', 'aria-autocomplete'] as const) {
    const says = (mentioning.attributes as Record<string, string>)[name];
    if (says) field?.setAttribute(name, says);
    else field?.removeAttribute(name);
  }
  useEditor((root) =>
    Milkdown.make()
      .config((ctx) => {
        ctx.set(rootCtx, root);
        ctx.set(defaultValueCtx, given.current);
        ctx.update(editorViewOptionsCtx, (held) => ({
          ...held,
          attributes: {
            role: 'textbox',
            'aria-multiline': 'true',
            ...(label && { 'aria-label': label }),
            ...(labelledBy && { 'aria-labelledby': labelledBy }),
          },
          handleKeyDown: (now, event) => {
            if (act.current.mentioning.key(event)) {
              event.preventDefault();
              return true;
            }
            const sends =
              event.key === 'Enter' &&
              !event.isComposing &&
              (event.ctrlKey || event.metaKey || (act.current.enterSends && !event.shiftKey));
            if (!sends) return false;
            // What the field holds now: what it tells as one types lags behind, and who sends it is to know all of it.
            const text = ctx.get(serializerCtx)(now.state.doc).trimEnd();
            flushSync(() => act.current.onChange(text));
            act.current.onSend(text);
            return true;
          },
          handleDOMEvents: {
            // Before a button is pressed, everything is told.
            blur: (now) => {
              if (alive.current) act.current.onChange(ctx.get(serializerCtx)(now.state.doc).trimEnd());
            },
          },
        }));
        ctx.get(listenerCtx).markdownUpdated((_, markdown, held) => {
          if (alive.current && markdown !== held) act.current.onChange(markdown.trimEnd());
        });
      })
      .use(commonmark)
      .use(emptyLines)
      .use(gfm)
      .use(history)
      .use(listener)
      .use(
        $prose(
          () =>
            new Plugin({
              view: (made) => {
                view.current = made;
                if (autoFocus) requestAnimationFrame(() => made.focus());
                return {
                  update: (now) => act.current.mentioning.begin(begunIn(now)),
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
    <div className={css.plain}>
      <MentionList mentioning={mentioning} />
      <div className={css.rich}>
        <Surface />
      </div>
    </div>
  );
}
