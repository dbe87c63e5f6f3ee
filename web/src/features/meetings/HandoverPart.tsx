import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { Link } from 'react-router';
import { handoverQuery, hostingKeys, writeHandover } from '../../api/hosting.ts';
import { sentence } from '../../api/problem.ts';
import type { HostHandover, Meeting } from '../../api/types.ts';
import { date } from '../../locales/dates.ts';
import { personName } from '../../locales/names.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import { Checks } from '../../ui/Checks.tsx';
import { Html } from '../../ui/Html.tsx';
import { Part } from '../../ui/Page.tsx';
import { tell } from '../../ui/Toasts.tsx';
import css from './Handover.module.css';

const WriteHandover = lazy(async () => ({ default: (await import('./WriteHandover.tsx')).WriteHandover }));

/** For those who plan the meeting: what the host before left for it, and what its own host leaves for the next. */
export function HandoverPart({ meeting }: { meeting: Meeting }) {
  const { t, language } = useWords();
  const client = useQueryClient();
  const [writing, setWriting] = useState(false);
  const found = useQuery(handoverQuery(meeting.id)).data;
  const tick = useMutation({
    mutationFn: (items: HostHandover['items']) =>
      writeHandover(meeting.id, found?.revision ?? 0, items, found?.letter ?? ''),
    onSuccess: (now) => client.setQueryData(hostingKeys.handover(meeting.id), now),
    onError: (error) => {
      tell(sentence(error, t('ui.broken.body')));
      void client.invalidateQueries({ queryKey: hostingKeys.handover(meeting.id) });
    },
  });
  if (!found) return null;
  const { received } = found;
  // in the archive it is history: shown where there was any
  const own = meeting.state !== 'archived' || found.html || found.items.some((item) => item.done);
  const done = found.items.flatMap((item, place) => (item.done ? [String(place)] : []));
  return (
    <>
      {received && (received.html || received.items.length > 0) && (
        <Part title={t('hosting.received')}>
          <p className={css.facts}>
            <Link to={`/traffar/${received.meeting.id}`}>
              {received.meeting.host.map((one) => one.name).join(', ') || received.meeting.title}
            </Link>{' '}
            · {personName(received.writer, t)} · {date(received.written_at, language)}
          </p>
          {received.html && <Html html={received.html} />}
          {received.items.some((item) => !item.done) && (
            <>
              <h3 className={css.head}>{t('hosting.leftUndone')}</h3>
              <ul className={css.undone}>
                {received.items
                  .filter((item) => !item.done)
                  .map((item) => (
                    <li key={item.text}>{item.text}</li>
                  ))}
              </ul>
            </>
          )}
        </Part>
      )}
      {own && (
        <Part
          title={t('hosting.handover')}
          acts={<Button onPress={() => setWriting(true)}>{t('hosting.write')}</Button>}
        >
          <p className={css.facts}>{t('hosting.handoverLead')}</p>
          {found.items.length > 0 && (
            <Checks
              label={t('hosting.checklist', { done: done.length, count: found.items.length })}
              options={found.items.map((item, place) => ({ id: String(place), text: item.text }))}
              value={done}
              onChange={(ids) =>
                tick.mutate(
                  found.items.map((item, place) => ({ ...item, done: ids.includes(String(place)) })),
                )
              }
            />
          )}
          {found.html && (
            <section className={css.letter} aria-label={t('hosting.letter')}>
              <Html html={found.html} />
            </section>
          )}
          {found.writer && found.written_at && (
            <p className={css.facts}>
              {personName(found.writer, t)} · {date(found.written_at, language)}
            </p>
          )}
        </Part>
      )}
      <Suspense fallback={null}>
        {writing && <WriteHandover meeting={meeting} found={found} onClose={() => setWriting(false)} />}
      </Suspense>
    </>
  );
}
