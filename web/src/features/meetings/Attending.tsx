import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { keys } from '../../api/keys.ts';
import { answersQuery, confirmStandIn } from '../../api/meetings.ts';
import { ApiError, sentence } from '../../api/problem.ts';
import type { Meeting, MeetingPlace } from '../../api/types.ts';
import { AnswerPlace } from '../../attending/AnswerPlace.tsx';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import { Later } from '../../ui/Later.tsx';
import { Failure } from '../../ui/Notice.tsx';
import { Part } from '../../ui/Page.tsx';
import { tell } from '../../ui/Toasts.tsx';
import css from './Attending.module.css';
import { Guests } from './Guests.tsx';
import { GuestsAtHome } from './GuestsAtHome.tsx';

const NoteAttendance = lazy(async () => ({ default: (await import('./NoteAttendance.tsx')).NoteAttendance }));

/** Who comes to a meeting, one's own answer first; when it has been held, who was there by organisation and role. */
export function Attending({ meeting }: { meeting: Meeting }) {
  const { t } = useWords();
  const [noting, setNoting] = useState(false);
  const open = !meeting.cancelled_at && (meeting.state === 'invited' || meeting.state === 'ongoing');
  const held = meeting.state === 'ongoing' || meeting.state === 'documenting' || meeting.state === 'archived';
  const query = useQuery({ ...answersQuery(meeting.id), enabled: meeting.state !== 'planned', retry: false });
  if (meeting.state === 'planned') return null;
  const data = query.data;
  // Whoever is let in for the one meeting does not see who else comes.
  const refused = query.error instanceof ApiError && query.error.status === 403;
  if (refused && meeting.mine.length === 0) return null;
  const places = data?.places ?? [];
  const noted = places.some((one) => one.attended) || (data?.guests.some((one) => one.attended) ?? false);
  // Of a meeting from before there were answers nothing is known: that nobody answered would be wrong.
  if (meeting.state === 'archived' && !noted && !places.some((one) => one.told)) return null;
  return (
    <Part
      title={t(held && noted ? 'meeting.attendance.name' : 'meeting.answer.name')}
      acts={
        held &&
        meeting.state !== 'archived' &&
        meeting.may.keep_attendance && (
          <Button onPress={() => setNoting(true)}>{t('meeting.attendance.note')}</Button>
        )
      }
    >
      {open && meeting.mine.length > 0 && (
        <div className={css.own}>
          {meeting.mine.map((place) => (
            <AnswerPlace
              key={place.subject_id}
              meeting={meeting.id}
              place={place}
              several={meeting.mine.length > 1}
              withNote
            />
          ))}
          {meeting.guests_each > 0 && data && <Guests meeting={meeting} guests={data.guests} />}
        </div>
      )}
      {!data && !query.error && <Later lines={3} />}
      {!data && query.error && !refused && <Failure error={query.error} retry={() => void query.refetch()} />}
      {data && (held && noted ? <Attended places={places} guests={data.guests} /> : null)}
      {data && !noted && <Answers meeting={meeting} places={places} guests={data.guests.length} />}
      {held &&
        ownOrganisations(meeting.mine).map(([organisation, seats]) => (
          <GuestsAtHome
            key={organisation}
            seats={seats}
            guests={(data?.guests ?? []).filter((guest) => guest.organisation.id === organisation)}
          />
        ))}
      {noting && data && (
        <Suspense fallback={null}>
          <NoteAttendance meeting={meeting} answers={data} onClose={() => setNoting(false)} />
        </Suspense>
      )}
    </Part>
  );
}

const GROUPS = ['coming', 'deputy', 'not_coming'] as const;

function Answers({ meeting, places, guests }: { meeting: Meeting; places: MeetingPlace[]; guests: number }) {
  const { t } = useWords();
  const client = useQueryClient();
  const confirm = useMutation({
    mutationFn: (subject: string) => confirmStandIn(meeting.id, subject),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: keys.meeting(meeting.id) });
      tell(t('meeting.answer.confirmed'));
    },
    onError: (error) => tell(sentence(error, t('ui.broken.body'))),
  });
  const of = (answer: (typeof GROUPS)[number]) => places.filter((one) => one.told?.answer === answer);
  const silent = places.filter((one) => !one.told && one.person);
  const name = (person: { name: string | null } | null | undefined) =>
    person ? (person.name ?? t('terms.representative')) : t('meeting.answer.vacant');
  return (
    <div className={css.answers}>
      <p className={css.counts}>
        {[
          t('meeting.answer.count.coming', { count: of('coming').length + of('deputy').length }),
          t('meeting.answer.count.not_coming', { count: of('not_coming').length }),
          t('meeting.answer.count.silent', { count: silent.length }),
          guests > 0 && t('meeting.answer.count.guests', { count: guests }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      {GROUPS.map((answer) =>
        of(answer).length === 0 ? null : (
          <div key={answer}>
            <h3 className={css.groupName}>{t(`meeting.answer.group.${answer}`)}</h3>
            <ul className={css.people}>
              {of(answer).map((one) => (
                <li key={one.subject_id}>
                  <span>
                    {name(answer === 'deputy' ? one.told?.stand_in : one.person)}
                    <span className={css.facts}>
                      {[
                        one.organisation?.name,
                        answer === 'deputy' && t('meeting.answer.for', { name: name(one.person) }),
                        one.told?.by_coordinator && t('meeting.answer.byCoordinator'),
                      ]
                        .filter(Boolean)
                        .map((words) => ` · ${words}`)}
                    </span>
                    {one.told?.note && <span className={css.note}>{one.told.note}</span>}
                  </span>
                  {one.told?.unconfirmed &&
                    (meeting.may.keep_attendance ? (
                      <Button onPress={() => confirm.mutate(one.subject_id)} isDisabled={confirm.isPending}>
                        {t('meeting.answer.confirm')}
                      </Button>
                    ) : (
                      <span className={css.facts}>{t('meeting.answer.waits')}</span>
                    ))}
                </li>
              ))}
            </ul>
          </div>
        ),
      )}
      {silent.length > 0 && (
        <details className={css.silent}>
          <summary>{t('meeting.answer.group.silent', { count: silent.length })}</summary>
          <ul className={css.people}>
            {silent.map((one) => (
              <li key={one.subject_id}>
                <span>
                  {name(one.person)}
                  <span className={css.facts}> · {one.organisation?.name}</span>
                </span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}

/** By organisation and role, never a list of who stayed away. */
function Attended({
  places,
  guests,
}: {
  places: MeetingPlace[];
  guests: { organisation: { id: string; name: string }; attended: boolean }[];
}) {
  const { t } = useWords();
  const rows = new Map<string, { name: string; official: number; elected: number; guest: number }>();
  const row = (of: { id: string; name: string }) => {
    const found = rows.get(of.id) ?? { name: of.name, official: 0, elected: 0, guest: 0 };
    rows.set(of.id, found);
    return found;
  };
  for (const one of places) {
    if (one.attended && one.organisation && one.seat_kind) row(one.organisation)[one.seat_kind] += 1;
  }
  for (const one of guests) if (one.attended) row(one.organisation).guest += 1;
  const others = places.filter((one) => one.attended && !one.organisation).length;
  const all = [...rows.values()];
  const sum = (what: 'official' | 'elected' | 'guest') => all.reduce((total, one) => total + one[what], 0);
  return (
    <table className={css.table}>
      <caption className="visually-hidden">{t('meeting.attendance.name')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('meeting.attendance.organisation')}</th>
          <th scope="col">{t('meeting.attendance.official')}</th>
          <th scope="col">{t('meeting.attendance.elected')}</th>
          <th scope="col">{t('meeting.attendance.guest')}</th>
        </tr>
      </thead>
      <tbody>
        {all.map((one) => (
          <tr key={one.name}>
            <th scope="row">{one.name}</th>
            <td data-label={t('meeting.attendance.official')}>{one.official || '–'}</td>
            <td data-label={t('meeting.attendance.elected')}>{one.elected || '–'}</td>
            <td data-label={t('meeting.attendance.guest')}>{one.guest || '–'}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">
            {t('meeting.attendance.sum', { count: all.length })}
            {others > 0 && ` ${t('meeting.attendance.others', { count: others })}`}
          </th>
          <td data-label={t('meeting.attendance.official')}>{sum('official')}</td>
          <td data-label={t('meeting.attendance.elected')}>{sum('elected')}</td>
          <td data-label={t('meeting.attendance.guest')}>{sum('guest')}</td>
        </tr>
      </tfoot>
    </table>
  );
}

/** The organisations one has seats for at the meeting, each once with all of them. */
function ownOrganisations(places: MeetingPlace[]): [organisation: string, seats: string[]][] {
  const all = new Map<string, string[]>();
  for (const { subject_id, seat_kind, organisation } of places)
    if (seat_kind && organisation)
      all.set(organisation.id, [...(all.get(organisation.id) ?? []), subject_id]);
  return [...all];
}
