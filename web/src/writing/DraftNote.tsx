import { clock } from '../locales/dates.ts';
import { useWords } from '../locales/useWords.ts';
import css from './DraftNote.module.css';
import type { DraftState } from './draft.ts';

/** "Utkast sparat kl. 14.03": that nothing typed is lost, said quietly. */
export function DraftNote({ state }: { state: DraftState }) {
  const { t, language } = useWords();
  if (state.kind === 'none') return null;
  return (
    <span className={css.note}>
      {state.kind === 'saved'
        ? t('conversation.draftSaved', { time: clock(state.at, language) })
        : t(state.kind === 'saving' ? 'conversation.draftSaving' : 'conversation.draftLocal')}
    </span>
  );
}
