import { X } from 'lucide-react';
import { since as sinceWhen } from '../../locales/dates.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import css from './AwayBar.module.css';

interface Props {
  count: number;
  /** When the last thing one has read was written; none where one has read nothing. */
  since: string | null;
  onFirst: () => void;
  onLatest: () => void;
  onClose: () => void;
}

/** "47 nya sedan tisdag": one has been away, and chooses where to begin. */
export function AwayBar({ count, since, onFirst, onLatest, onClose }: Props) {
  const { t, language } = useWords();
  return (
    <section className={css.bar} aria-label={t('conversation.catchUpBar')}>
      <span className={css.words}>
        {since
          ? t('conversation.catchUp', { count, when: sinceWhen(since, language) })
          : t('conversation.catchUpAll', { count })}
      </span>
      <span className={css.acts}>
        <Button look="quiet" onPress={onFirst}>
          {t('conversation.readFromStart')}
        </Button>
        <Button look="quiet" onPress={onLatest}>
          {t('conversation.toLatest')}
        </Button>
        <Button look="icon" aria-label={t('ui.close')} onPress={onClose} icon={<X size={17} aria-hidden />} />
      </span>
    </section>
  );
}
