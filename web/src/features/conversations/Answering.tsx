import { X } from 'lucide-react';
import { useEffect } from 'react';
import type { Message } from '../../api/types.ts';
import { nameOf } from '../../locales/names.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import css from './Answering.module.css';
import { answer } from './answering.ts';

/** Above what one writes: whom one answers, and the way out of it. */
export function Answering({ message, focus }: { message: Message; focus: () => void }) {
  const { t } = useWords();
  const { id, conversation_id } = message;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for every message that is chosen
  useEffect(focus, [id]);
  return (
    <p className={css.answering}>
      <span className={css.words}>{t('talk.answering', { name: nameOf(message.author, t) })}</span>
      <Button
        look="icon"
        aria-label={t('talk.stopAnswering')}
        onPress={() => answer(conversation_id, null)}
        icon={<X size={16} aria-hidden />}
      />
    </p>
  );
}
