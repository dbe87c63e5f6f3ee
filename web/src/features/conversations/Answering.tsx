import { useQuery } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { referenceQuery } from '../../api/references.ts';
import type { Author } from '../../api/types.ts';
import { nameOf } from '../../locales/names.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import css from './Answering.module.css';

interface Props {
  /** The message, by its id: on another device it was chosen perhaps, and has not been fetched here. */
  message: string;
  /** Who wrote it, where that is at hand. */
  author: Author | undefined;
  onStop: () => void;
}

/** Above what one writes: whom one answers, and the way out of it. */
export function Answering({ message, author, onStop }: Props) {
  const { t } = useWords();
  const query = useQuery({ ...referenceQuery(`message:${message}`), enabled: !author });
  const found = query.data;
  const who = author ?? (found?.deleted ? null : found?.author);
  return (
    <p className={css.answering}>
      <span className={css.words}>
        {who
          ? t('talk.answering', { name: nameOf(who, t) })
          : found
            ? t('talk.answeringGone')
            : // off the line nobody knows whose it is
              (query.isError || query.isPaused) && t('talk.answeringOne')}
      </span>
      <Button
        look="icon"
        aria-label={t('talk.stopAnswering')}
        onPress={onStop}
        icon={<X size={16} aria-hidden />}
      />
    </p>
  );
}
