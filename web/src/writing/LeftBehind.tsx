import { useWords } from '../locales/useWords.ts';
import { Button } from '../ui/Button.tsx';
import { useGoingOn } from '../ui/useGoingOn.ts';
import { CopyWords } from './CopyWords.tsx';
import css from './OutgoingItem.module.css';
import { plainly } from './tokens.ts';

interface Props {
  text: string;
  onDiscard: () => void;
}

/** What one had begun to write where one may no longer write: it is not taken from one. */
export function LeftBehind(props: Props) {
  return props.text.trim() ? <Words {...props} /> : null;
}

function Words({ text, onDiscard }: Props) {
  const { t } = useWords();
  useGoingOn();
  const words = plainly(text);
  return (
    <section className={css.outgoing} aria-label={t('conversation.leftBehind')}>
      <p className={css.by}>{t('conversation.leftBehind')}</p>
      <p className={css.text}>{words}</p>
      <p className={css.acts}>
        <CopyWords words={words} />
        <Button look="quiet" onPress={onDiscard}>
          {t('conversation.discard')}
        </Button>
      </p>
    </section>
  );
}
