import { lazy, type ReactNode, Suspense, useState } from 'react';
import { useMe } from '../api/session.ts';
import type { WritingRef } from '../api/writings.ts';
import { useWords } from '../locales/useWords.ts';
import { type Choice, Menu } from '../ui/Menu.tsx';
import { Hidden } from './Hidden.tsx';
import css from './Moderating.module.css';
import { useShowing } from './useShowing.ts';

const FlagDialog = lazy(async () => ({ default: (await import('./FlagDialog.tsx')).FlagDialog }));
const HideDialog = lazy(async () => ({ default: (await import('./HideDialog.tsx')).HideDialog }));

interface Props {
  writing: WritingRef;
  /** Whose it is, so that one menu is told from another. */
  named: string;
  /** Who wrote it. */
  author: string | null;
  hidden: string | null;
  /** One may hide others' words in the conversation. */
  manages: boolean;
  children: ReactNode;
}

/** Words that stand beside messages, with what one may do about them: report them, hide them, show them again. */
export function Writing({ writing, named, author, hidden, manages, children }: Props) {
  const { t } = useWords();
  const me = useMe();
  const [open, setOpen] = useState<'flag' | 'hide' | null>(null);
  const show = useShowing(writing);
  const mine = author === me.person.id;
  const choices: Choice[] = [];
  if (hidden === null && !mine) {
    choices.push({ id: 'flag', text: t('talk.flag.act'), act: () => setOpen('flag') });
    if (manages) choices.push({ id: 'hide', text: t('talk.hide.act'), act: () => setOpen('hide') });
  }
  if (hidden !== null && manages)
    choices.push({ id: 'show', text: t('talk.hide.writingShow'), act: () => show.mutate() });
  return (
    <div className={css.writing}>
      <div>
        {hidden === null ? children : <Hidden target={writing} reason={hidden} maySee={mine || manages} />}
      </div>
      {choices.length > 0 && <Menu label={`${t('ui.actions')}: ${named}`} choices={choices} />}
      <Suspense fallback={null}>
        {open === 'hide' && (
          <HideDialog target={writing} conversation={writing.id} onClose={() => setOpen(null)} />
        )}
        {open === 'flag' && <FlagDialog target={writing} onClose={() => setOpen(null)} />}
      </Suspense>
    </div>
  );
}
