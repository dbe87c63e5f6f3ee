import {
  toggleEmphasisCommand,
  toggleStrongCommand,
  wrapInBulletListCommand,
  wrapInHeadingCommand,
  wrapInOrderedListCommand,
} from '@milkdown/kit/preset/commonmark';
import { Bold, Heading2, Italic, List, ListOrdered } from 'lucide-react';
import { useWords } from '../../../locales/useWords.ts';
import { EditorTools, run } from '../../../ui/EditorTools.tsx';

const TOOLS = [
  ['heading', Heading2, run(wrapInHeadingCommand, 2)],
  ['bold', Bold, run(toggleStrongCommand)],
  ['italic', Italic, run(toggleEmphasisCommand)],
  ['list', List, run(wrapInBulletListCommand)],
  ['numbered', ListOrdered, run(wrapInOrderedListCommand)],
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
