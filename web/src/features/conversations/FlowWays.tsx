import { Search } from 'lucide-react';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import css from './MessageFlow.module.css';

interface Props {
  onFind: () => void;
  /** None where nothing was unread. */
  onFirst?: () => void;
  onLatest?: () => void;
}

/** The ways to find one's way in a conversation that is too long to be seen. */
export function FlowWays({ onFind, onFirst, onLatest }: Props) {
  const { t } = useWords();
  return (
    <p className={css.ways}>
      <Button look="quiet" onPress={onFind} icon={<Search size={16} aria-hidden />}>
        {t('conversation.find')}
      </Button>
      {onFirst && (
        <Button look="quiet" onPress={onFirst}>
          {t('conversation.firstUnread')}
        </Button>
      )}
      {onLatest && (
        <Button look="quiet" onPress={onLatest}>
          {t('conversation.toLatest')}
        </Button>
      )}
    </p>
  );
}
