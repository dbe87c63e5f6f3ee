import { useState } from 'react';
import { Link } from 'react-router';
import { conversationPage } from '../../../api/conversations.ts';
import { type ConversationFilter, keys } from '../../../api/keys.ts';
import type { ConversationRow, Network } from '../../../api/types.ts';
import { usePaged } from '../../../api/usePaged.ts';
import { day } from '../../../locales/dates.ts';
import { roomName, titleOf } from '../../../locales/names.ts';
import { useWords } from '../../../locales/useWords.ts';
import { Button } from '../../../ui/Button.tsx';
import css from './WaitingQuestions.module.css';

/** How many are shown here; all unanswered questions are a filter away. */
const SHOWN = 6;

/** For the coordinator: questions that nobody has answered for a week, said once and quietly. */
export function WaitingQuestions({ network }: { network: Network }) {
  const { t, language } = useWords();
  const [open, setOpen] = useState(false);
  const filter: ConversationFilter = { network: network.id, waiting: true };
  const coordinates = network.my_standings.includes('coordinator');
  const waiting = usePaged<ConversationRow>(
    keys.conversations(filter),
    (cursor, limit) => conversationPage(filter, cursor, limit),
    coordinates,
  );
  const count = waiting.items.length;
  if (!coordinates || count === 0) return null;
  return (
    <section className={css.box} aria-labelledby="vantar">
      <div className={css.head}>
        <h2 id="vantar" className={css.title}>
          {waiting.hasMore ? t('thread.waitingMore', { count }) : t('thread.waiting', { count })}
        </h2>
        <Button look="quiet" aria-expanded={open} onPress={() => setOpen(!open)}>
          {open ? t('thread.waitingHide') : t('thread.waitingShow')}
        </Button>
      </div>
      {open && (
        <>
          <p className={css.hint}>{t('thread.waitingHint')}</p>
          <ul className={css.list}>
            {waiting.items.slice(0, SHOWN).map((row) => (
              <li key={row.id}>
                <Link to={`/samtal/${row.id}`}>{titleOf(row, t)}</Link>
                <span className={css.facts}>
                  {roomName(row.room, t)} · {t('thread.askedOn', { date: day(row.created_at, language) })} ·{' '}
                  {row.message_count > 1
                    ? t('network.answers', { count: row.message_count - 1 })
                    : t('network.answers_zero')}
                </span>
              </li>
            ))}
          </ul>
          {count > SHOWN && (
            <p>
              <Link to="?obesvarade=1">{t('thread.waitingAll')}</Link>
            </p>
          )}
        </>
      )}
    </section>
  );
}
