import { editorViewCtx } from '@milkdown/kit/core';
import {
  toggleEmphasisCommand,
  toggleStrongCommand,
  wrapInBulletListCommand,
  wrapInHeadingCommand,
  wrapInOrderedListCommand,
} from '@milkdown/kit/preset/commonmark';
import { callCommand } from '@milkdown/kit/utils';
import { useInstance } from '@milkdown/react';
import { Bold, Heading2, Italic, List, ListOrdered } from 'lucide-react';
import { useWords } from '../../../locales/useWords.ts';
import css from './Notes.module.css';

const TOOLS = [
  ['heading', Heading2, callCommand(wrapInHeadingCommand.key, 2)],
  ['bold', Bold, callCommand(toggleStrongCommand.key)],
  ['italic', Italic, callCommand(toggleEmphasisCommand.key)],
  ['list', List, callCommand(wrapInBulletListCommand.key)],
  ['numbered', ListOrdered, callCommand(wrapInOrderedListCommand.key)],
] as const;

export function NotesTools() {
  const { t } = useWords();
  const [loading, editor] = useInstance();
  return (
    <div className={css.tools} role="toolbar" aria-label={t('dossier.notes.tools')}>
      {TOOLS.map(([name, Icon, act]) => (
        <button
          key={name}
          type="button"
          className={css.tool}
          aria-label={t(`dossier.notes.tool.${name}`)}
          title={t(`dossier.notes.tool.${name}`)}
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
