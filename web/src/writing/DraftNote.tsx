import { clock } from '../locales/dates.ts';
import { useWords } from '../locales/useWords.ts';
import type { DraftState } from './draft.ts';

/** "Utkast sparat kl. 14.03": that nothing typed is lost, said quietly. */
export function DraftNote({ state }: { state: DraftState }) {
  const { t, language } = useWords();
  if (state.kind === 'saved') return <>{t('conversation.draftSaved', { time: clock(state.at, language) })}</>;
  if (state.kind === 'saving') return <>{t('conversation.draftSaving')}</>;
  if (state.kind === 'local') return <>{t('conversation.draftLocal')}</>;
  return null;
}
