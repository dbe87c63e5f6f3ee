import { defaultValueCtx, editorViewOptionsCtx, Editor as Milkdown, rootCtx } from '@milkdown/kit/core';
import { history } from '@milkdown/kit/plugin/history';
import { listener, listenerCtx } from '@milkdown/kit/plugin/listener';
import {
  commonmark,
  toggleEmphasisCommand,
  toggleStrongCommand,
  wrapInBlockquoteCommand,
  wrapInBulletListCommand,
  wrapInOrderedListCommand,
} from '@milkdown/kit/preset/commonmark';
import { callCommand } from '@milkdown/kit/utils';
import { MilkdownProvider, Milkdown as Surface, useEditor, useInstance } from '@milkdown/react';
import { Bold, Italic, List, ListOrdered, TextQuote } from 'lucide-react';
import { useRef } from 'react';
import { useWords } from '../../locales/useWords.ts';
import css from './Editor.module.css';

interface Props {
  value: string;
  onChange: (text: string) => void;
  onSend: () => void;
  label?: string;
  labelledBy?: string;
  enterSends?: boolean;
  autoFocus?: boolean;
}

const TOOLS = [
  ['bold', Bold, toggleStrongCommand],
  ['italic', Italic, toggleEmphasisCommand],
  ['list', List, wrapInBulletListCommand],
  ['numbered', ListOrdered, wrapInOrderedListCommand],
  ['quote', TextQuote, wrapInBlockquoteCommand],
] as const;

/** Writing with formatting. What it gives is Markdown, the same as the plain field's. */
export default function RichEditor(props: Props) {
  return (
    <MilkdownProvider>
      <Tools />
      <Area {...props} />
    </MilkdownProvider>
  );
}

function Tools() {
  const { t } = useWords();
  const [loading, editor] = useInstance();
  return (
    <div className={css.toolbar} role="toolbar" aria-label={t('conversation.formatted')}>
      {TOOLS.map(([name, Icon, command]) => (
        <button
          key={name}
          type="button"
          className={css.tool}
          aria-label={t(`conversation.tool.${name}`)}
          title={t(`conversation.tool.${name}`)}
          // The selection in the text must survive the click.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => !loading && editor()?.action(callCommand(command.key as never))}
        >
          <Icon size={17} aria-hidden />
        </button>
      ))}
    </div>
  );
}

function Area({ value, onChange, onSend, label, labelledBy, enterSends, autoFocus }: Props) {
  const given = useRef(value);
  const act = useRef({ onChange, onSend, enterSends });
  act.current = { onChange, onSend, enterSends };
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
          handleKeyDown: (view, event) => {
            if (autoFocus && !view.hasFocus()) view.focus();
            const sends =
              event.key === 'Enter' &&
              !event.isComposing &&
              (event.ctrlKey || event.metaKey || (act.current.enterSends && !event.shiftKey));
            if (sends) act.current.onSend();
            return Boolean(sends);
          },
        }));
        ctx.get(listenerCtx).markdownUpdated((_, markdown, before) => {
          if (markdown !== before) act.current.onChange(markdown.trimEnd());
        });
      })
      .use(commonmark)
      .use(history)
      .use(listener),
  );
  return (
    <div className={css.rich}>
      <Surface />
    </div>
  );
}
