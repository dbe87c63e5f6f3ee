import { useWords } from '../locales/useWords.ts';
import { Button } from '../ui/Button.tsx';
import type { DraftHandle } from './draft.ts';
import css from './OtherDraft.module.css';

/** Something else was written here on another device meanwhile: neither is thrown away unseen. */
export function OtherDraft({ draft: { other, takeOther } }: { draft: DraftHandle }) {
  const { t } = useWords();
  if (!other) return null;
  const text = [other.title, other.text].filter(Boolean).join(': ');
  return (
    <p className={css.other} role="status">
      <span>
        {t('conversation.draftOther')} <q>{text.length > 80 ? `${text.slice(0, 80)} …` : text}</q>
      </span>
      <Button look="quiet" onPress={takeOther}>
        {t('conversation.draftTakeOther')}
      </Button>
    </p>
  );
}
