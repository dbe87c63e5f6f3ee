import { useQuery } from '@tanstack/react-query';
import { conversationQuery } from '../api/conversations.ts';
import type { Audience } from '../api/types.ts';
import { audienceWords } from '../locales/names.ts';
import { useWords } from '../locales/useWords.ts';
import css from './WrittenFor.module.css';

interface Props {
  /** The conversation it is written for; */
  conversation?: string;
  /** or who reads it, where it is not one; */
  audience?: Audience | undefined;
  /** or that in words, where it is no room. */
  readers?: string;
}

/** Who will read what is being written, and that it may become a public record: with every field one writes in. */
export function WrittenFor({ conversation, audience, readers }: Props) {
  const { t } = useWords();
  const found = useQuery({
    ...conversationQuery(conversation ?? ''),
    enabled: conversation !== undefined,
  }).data;
  const seen = audience ?? found?.audience;
  const words = seen && audienceWords(seen, t);
  return (
    <span className={css.line}>
      {readers && `${readers} `}
      {words && `${words}. `}
      {t('conversation.publicRecord')}
    </span>
  );
}
