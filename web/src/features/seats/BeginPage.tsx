import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { keys } from '../../api/keys.ts';
import { sentence } from '../../api/problem.ts';
import { handoverQuery, writeSeatNote } from '../../api/seats.ts';
import { useMe } from '../../api/session.ts';
import type { ConversationRow, Handover } from '../../api/types.ts';
import { date, monthOf } from '../../locales/dates.ts';
import { personName, titleOf } from '../../locales/names.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import { FailedPage } from '../../ui/FailedPage.tsx';
import { Field } from '../../ui/Field.tsx';
import { Later } from '../../ui/Later.tsx';
import { Page, Part, SideBox } from '../../ui/Page.tsx';
import { tell } from '../../ui/Toasts.tsx';
import css from './SeatPage.module.css';

/** Where whoever has come to a seat begins: made from the archive and from what the seat followed. */
export function BeginPage() {
  const { t, language } = useWords();
  const { id = '' } = useParams();
  const me = useMe();
  const found = useQuery(handoverQuery(id));
  if (found.error && !found.data) return <FailedPage error={found.error} />;
  if (!found.data) return <Later lines={8} />;
  const { seat, ...rest } = found.data;
  const named = seat.title || t(`terms.seat.${seat.kind}`);
  return (
    <Page
      title={`${t('handover.title')} · ${seat.network.name}`}
      above={<Link to={`/natverk/${seat.network.slug}/samtal`}>{seat.network.name}</Link>}
      heading={t('handover.title')}
      below={t('handover.lead', { role: named, organisation: seat.organisation.name })}
      aside={
        <>
          <SideBox title={t('handover.purpose')}>
            <p className={css.mandate}>{rest.purpose}</p>
          </SideBox>
          <SideBox title={t('handover.people', { organisation: seat.organisation.name })}>
            <ul className={css.short}>
              {rest.seats.map((one) => (
                <li key={one.id}>
                  <Link to={`/uppdrag/${one.id}`} className={css.heading}>
                    {one.title || t(`terms.seat.${one.kind}`)}
                  </Link>
                  <span className={css.quiet}>
                    {one.holders.map((person) => personName(person, t)).join(', ') ||
                      t(`seat.state.${one.state}`)}
                  </span>
                </li>
              ))}
            </ul>
          </SideBox>
        </>
      }
    >
      {rest.note && rest.note.author !== me.person.name && (
        <section className={css.asked} aria-labelledby="note">
          <h2 id="note" className={css.askedTitle}>
            {t('handover.note')}
          </h2>
          <p className={css.mandate}>{rest.note.text}</p>
          <p className={css.quiet}>
            {[rest.note.author ?? t('terms.representative'), date(rest.note.written_at, language)].join(
              ' · ',
            )}
          </p>
        </section>
      )}
      {seat.mandate && (
        <Part title={t('seat.mandate')}>
          <p className={css.mandate}>{seat.mandate}</p>
        </Part>
      )}
      <Part title={t('handover.due')}>
        {rest.waiting.length + rest.promises.length === 0 ? (
          <p className={css.quiet}>{t('handover.nothingDue')}</p>
        ) : (
          <ul className={css.lines} aria-label={t('handover.due')}>
            {rest.promises.map((one) => (
              <li key={one.id} className={css.line}>
                <Link to={`/traffar/${one.meeting_id}`}>{one.wording}</Link>
                <span className={css.quiet}>
                  {[one.meeting, one.due_on && t('round.until', { date: date(one.due_on, language) })]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
              </li>
            ))}
            {rest.waiting.map((one) => (
              <li key={`${one.conversation_id}${one.act}`} className={css.line}>
                <Link to={`/samtal/${one.conversation_id}`}>{one.title}</Link>
                <span className={css.quiet}>{t('round.until', { date: date(one.due_on, language) })}</span>
              </li>
            ))}
          </ul>
        )}
        {rest.followed > 0 && <p className={css.quiet}>{t('handover.followed', { count: rest.followed })}</p>}
      </Part>
      <Meetings meetings={rest.meetings} />
      <Threads title={t('handover.pinned')} rows={rest.pinned} />
      <Threads title={t('handover.answered')} rows={rest.answered} />
      {rest.decisions.length > 0 && (
        <Part title={t('handover.decisions')}>
          <ul className={css.lines}>
            {rest.decisions.map((one) => (
              <li key={one.id} className={css.line}>
                <Link to={`/beslut/${one.id}`}>{one.title}</Link>
                <span className={css.quiet}>{date(one.decided_on, language)}</span>
              </li>
            ))}
          </ul>
        </Part>
      )}
      {seat.may.keep && <NoteToNext seat={seat.id} note={rest.note?.text ?? ''} />}
    </Page>
  );
}

function Meetings({ meetings }: { meetings: Handover['meetings'] }) {
  const { t, language } = useWords();
  if (meetings.length === 0) return null;
  return (
    <Part title={t('handover.meetings')}>
      <ul className={css.lines}>
        {meetings.map((one) => (
          <li key={one.id} className={css.line}>
            <Link to={`/traffar/${one.id}`}>{one.title}</Link>
            <span className={css.quiet}>{monthOf(one.year, one.month ?? null, language)}</span>
          </li>
        ))}
      </ul>
    </Part>
  );
}

function Threads({ title, rows }: { title: string; rows: ConversationRow[] }) {
  const { t } = useWords();
  if (rows.length === 0) return null;
  return (
    <Part title={title}>
      <ul className={css.lines}>
        {rows.map((row) => (
          <li key={row.id} className={css.line}>
            <Link to={`/samtal/${row.id}`}>{titleOf(row, t)}</Link>
          </li>
        ))}
      </ul>
    </Part>
  );
}

/** What one writes down for whoever holds the seat next. */
function NoteToNext({ seat, note }: { seat: string; note: string }) {
  const { t } = useWords();
  const client = useQueryClient();
  const [text, setText] = useState(note);
  const write = useMutation({
    mutationFn: () => writeSeatNote(seat, text),
    onSuccess: () => {
      tell(t('handover.noteSaved'));
      void client.invalidateQueries({ queryKey: keys.handover(seat) });
    },
    onError: (error) => tell(sentence(error, t('ui.broken.body'))),
  });
  return (
    <Part title={t('handover.noteToNext')}>
      <div className={css.fields}>
        <Field
          label={t('handover.noteField')}
          hint={t('handover.noteHint')}
          value={text}
          onChange={setText}
          rows={6}
          maxLength={10_000}
        />
        <div>
          <Button isDisabled={write.isPending || text === note} onPress={() => write.mutate()}>
            {t('seat.save')}
          </Button>
        </div>
      </div>
    </Part>
  );
}
