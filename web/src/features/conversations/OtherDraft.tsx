import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import css from './Composer.module.css';

/** Something else was written here on another device meanwhile: neither is thrown away unseen. */
export function OtherDraft({ text, onTake }: { text: string; onTake: () => void }) {
  const { t } = useWords();
  return (
    <p className={css.other} role="status">
      <span>
        {t('conversation.draftOther')} <q>{text.length > 80 ? `${text.slice(0, 80)} …` : text}</q>
      </span>
      <Button look="quiet" onPress={onTake}>
        {t('conversation.draftTakeOther')}
      </Button>
    </p>
  );
}
