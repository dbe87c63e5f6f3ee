import { type CmdKey, editorViewCtx } from '@milkdown/kit/core';
import type { Ctx } from '@milkdown/kit/ctx';
import { callCommand } from '@milkdown/kit/utils';
import { useInstance } from '@milkdown/react';
import type { LucideIcon } from 'lucide-react';
import css from './EditorTools.module.css';

/** A button over a text: what it is called, what it looks like, what it does to the text. */
export interface Tool {
  name: string;
  Icon: LucideIcon;
  act: (ctx: Ctx) => void;
}

/** Runs a command of the editor. Its key is asked for when it is run: there is none before an editor has been made. */
export const run =
  <T,>(command: { key: CmdKey<T> }, how?: T) =>
  (ctx: Ctx): boolean =>
    callCommand(command.key, how)(ctx);

/** The buttons over a formatted text. */
export function EditorTools({
  label,
  tools,
  sticky = false,
}: {
  label: string;
  tools: Tool[];
  /** They stay in sight over a long text. */
  sticky?: boolean;
}) {
  const [loading, editor] = useInstance();
  return (
    <div className={sticky ? `${css.tools} ${css.sticky}` : css.tools} role="toolbar" aria-label={label}>
      {tools.map(({ name, Icon, act }) => (
        <button
          key={name}
          type="button"
          className={css.tool}
          aria-label={name}
          title={name}
          // What is chosen in the text must survive the click.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => {
            if (loading) return;
            editor()?.action((ctx) => {
              act(ctx);
              ctx.get(editorViewCtx).focus();
            });
          }}
        >
          <Icon size={18} aria-hidden />
        </button>
      ))}
    </div>
  );
}
