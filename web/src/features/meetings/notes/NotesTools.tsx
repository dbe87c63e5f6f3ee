import {
  toggleEmphasisCommand,
  toggleStrongCommand,
  wrapInBulletListCommand,
  wrapInHeadingCommand,
  wrapInOrderedListCommand,
} from '@milkdown/kit/preset/commonmark';
import { callCommand } from '@milkdown/kit/utils';
import { Bold, Heading2, Italic, List, ListOrdered } from 'lucide-react';
import { useWords } from '../../../locales/useWords.ts';
import { EditorTools } from '../../../ui/EditorTools.tsx';

const TOOLS = [
  ['heading', Heading2, callCommand(wrapInHeadingCommand.key, 2)],
  ['bold', Bold, callCommand(toggleStrongCommand.key)],
  ['italic', Italic, callCommand(toggleEmphasisCommand.key)],
  ['list', List, callCommand(wrapInBulletListCommand.key)],
  ['numbered', ListOrdered, callCommand(wrapInOrderedListCommand.key)],
] as const;

export function NotesTools() {
  const { t } = useWords();
  return (
    <EditorTools
      sticky
      label={t('dossier.notes.tools')}
      tools={TOOLS.map(([name, Icon, act]) => ({ name: t(`dossier.notes.tool.${name}`), Icon, act }))}
    />
  );
}
