import { personName } from '../../locales/names.ts';
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
        ? t('conversation.typingTwo', { a: personName(a, t), b: personName(b, t) })
        : t('conversation.typingOne', { name: personName(a, t) });
  return <p className={css.writing}>{words}</p>;
}
