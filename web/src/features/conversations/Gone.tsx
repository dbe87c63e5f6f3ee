import type { Message } from '../../api/types.ts';
import { useWords } from '../../locales/useWords.ts';
import { Hidden } from '../../moderating/Hidden.tsx';
import css from './Gone.module.css';

/** What stands where a message was: who took it away, and why when it was not its author. */
export function Gone({ message, maySee }: { message: Message; maySee: boolean }) {
  const { t } = useWords();
  if (message.hidden_reason === null) return <p className={css.gone}>{t('talk.gone')}</p>;
  return <Hidden target={{ message: message.id }} reason={message.hidden_reason} maySee={maySee} />;
}
