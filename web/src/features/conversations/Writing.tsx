import { useWords } from '../../locales/useWords.ts';
import { useWriting } from '../../realtime/live.ts';
import css from './Writing.module.css';

/** "Anna skriver …": seen by those who look, said to nobody. */
export function Writing({ conversation }: { conversation: string }) {
  const { t } = useWords();
  const people = useWriting(conversation);
  const [a, b] = people;
  const words = !a
    ? ''
    : people.length > 2
      ? t('conversation.typingMany')
      : b
        ? t('conversation.typingTwo', { a: a.name, b: b.name })
        : t('conversation.typingOne', { name: a.name });
  return <p className={css.writing}>{words}</p>;
}
