import { editorViewCtx } from '@milkdown/kit/core';
import type { Ctx } from '@milkdown/kit/ctx';
import {
  toggleEmphasisCommand,
  toggleStrongCommand,
  wrapInBlockquoteCommand,
  wrapInBulletListCommand,
  wrapInOrderedListCommand,
} from '@milkdown/kit/preset/commonmark';
import { insertTableCommand } from '@milkdown/kit/preset/gfm';
import { Bold, Italic, List, ListChecks, ListOrdered, Table, TextQuote } from 'lucide-react';
import { useWords } from '../../locales/useWords.ts';
import { EditorTools, run } from '../../ui/EditorTools.tsx';

/** A list of things to tick off: a list whose items carry a box. */
function checklist(ctx: Ctx): void {
  run(wrapInBulletListCommand)(ctx);
  const view = ctx.get(editorViewCtx);
  const { from, to } = view.state.selection;
  const change = view.state.tr;
  view.state.doc.nodesBetween(from, to, (node, at) => {
    if (node.type.name === 'list_item')
      change.setNodeMarkup(at, undefined, {
        ...node.attrs,
        checked: node.attrs.checked == null ? false : null,
      });
  });
  view.dispatch(change);
}

const TOOLS = [
  ['bold', Bold, run(toggleStrongCommand)],
  ['italic', Italic, run(toggleEmphasisCommand)],
  ['list', List, run(wrapInBulletListCommand)],
  ['numbered', ListOrdered, run(wrapInOrderedListCommand)],
  ['checklist', ListChecks, checklist],
  ['table', Table, run(insertTableCommand, { row: 3, col: 3 })],
  ['quote', TextQuote, run(wrapInBlockquoteCommand)],
] as const;

export function RichTools() {
  const { t } = useWords();
  return (
    <EditorTools
      label={t('conversation.formatted')}
      tools={TOOLS.map(([name, Icon, act]) => ({ name: t(`conversation.tool.${name}`), Icon, act }))}
    />
  );
}
