import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { Link, useLocation } from 'react-router';
import { dossierQuery, sayPromiseStatus } from '../../api/dossier.ts';
import { keys } from '../../api/keys.ts';
import { sentence } from '../../api/problem.ts';
import type { Dossier, Meeting, MeetingPromise, NotesPlace } from '../../api/types.ts';
import { day } from '../../locales/dates.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import { useLeaveSide } from '../../ui/Page.tsx';
import { tell } from '../../ui/Toasts.tsx';
import css from './Promises.module.css';

const PromiseForm = lazy(async () => ({ default: (await import('./PromiseForm.tsx')).PromiseForm }));

/** Where the words a decision was made from stand: in the notes while they are written, then in what they became. */
function origin(dossier: Dossier, { id, meeting_id, place, quote }: MeetingPromise): string | null {
  if (!dossier.document_id) return place || quote ? `/traffar/${meeting_id}/anteckningar?beslut=${id}` : null;
  const words = quote?.replaceAll('"', ' ').trim();
  return words ? `/dokument/${dossier.document_id}?q=${encodeURIComponent(`"${words}"`)}` : null;
}

/** What was decided and promised, each with who and by when. `chosen` is what is chosen in the notes, to make one of. */
export function Promises({
  meeting,
  chosen = null,
}: {
  meeting: Meeting;
  chosen?: { quote: string | null; place: NotesPlace | null } | null;
}) {
  const { t } = useWords();
  const [form, setForm] = useState<MeetingPromise | 'new' | null>(null);
  const dossier = useQuery(dossierQuery(meeting.id)).data;
  if (!dossier) return null;
  return (
    <>
      {dossier.promises.length === 0 && <p className={css.facts}>{t('dossier.promise.none')}</p>}
      <ul className={css.list}>
        {dossier.promises.map((one) => (
          <Line
            key={one.id}
            one={one}
            from={origin(dossier, one)}
            mayRecord={dossier.may_record}
            onChange={() => setForm(one)}
          />
        ))}
      </ul>
      {dossier.may_record && (
        <div className={css.acts}>
          <Button onPress={() => setForm('new')}>
            {t(chosen ? 'dossier.promise.fromText' : 'dossier.promise.new')}
          </Button>
        </div>
      )}
      {form && (
        <Suspense fallback={null}>
          <PromiseForm
            meeting={meeting}
            promise={form === 'new' ? null : form}
            passage={form === 'new' ? chosen : null}
            onClose={() => setForm(null)}
          />
        </Suspense>
      )}
    </>
  );
}

function Line({
  one,
  from,
  mayRecord,
  onChange,
}: {
  one: MeetingPromise;
  from: string | null;
  mayRecord: boolean;
  onChange: () => void;
}) {
  const { t, language } = useWords();
  const client = useQueryClient();
  const leave = useLeaveSide();
  const id = `beslut-${one.id}`;
  const { hash, key } = useLocation();
  const wanted = hash === `#${id}`;
  const place = useRef<HTMLLIElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: who comes by the same address again stands there again
  useEffect(() => {
    if (!wanted) return;
    // after the frame, which gives a page it comes to its own place and focus
    const frame = requestAnimationFrame(() => {
      place.current?.scrollIntoView({ block: 'center' });
      place.current?.focus({ preventScroll: true });
    });
    return () => cancelAnimationFrame(frame);
  }, [wanted, key]);
  const say = useMutation({
    mutationFn: (status: MeetingPromise['status']) => sayPromiseStatus(one.id, status),
    onSuccess: (next) => client.setQueryData(keys.dossier(one.meeting_id), next),
    onError: (error) => tell(sentence(error, t('ui.broken.body'))),
  });
  const facts = [
    t(`dossier.promise.kind.${one.kind}`),
    one.organisation?.name,
    one.due_on && t('dossier.promise.due', { when: day(one.due_on, language) }),
    one.status !== 'open' && t(`dossier.promise.status.${one.status}`),
  ];
  return (
    <li ref={place} id={id} tabIndex={wanted ? -1 : undefined} className={wanted ? css.wanted : css.one}>
      <p className={one.status === 'open' ? css.words : css.done}>
        {from ? (
          <Link to={from} onClick={leave}>
            {one.wording}
          </Link>
        ) : (
          one.wording
        )}
      </p>
      <p className={css.facts}>{facts.filter(Boolean).join(' · ')}</p>
      <div className={css.acts}>
        {one.may_finish && one.kind === 'promise' && (
          <Button
            look="quiet"
            isDisabled={say.isPending}
            aria-label={`${t(one.status === 'open' ? 'dossier.promise.finish' : 'dossier.promise.reopen')}: ${one.wording}`}
            onPress={() => say.mutate(one.status === 'open' ? 'done' : 'open')}
          >
            {t(one.status === 'open' ? 'dossier.promise.finish' : 'dossier.promise.reopen')}
          </Button>
        )}
        {one.may_finish && one.kind === 'promise' && one.status === 'open' && (
          <Button
            look="quiet"
            isDisabled={say.isPending}
            aria-label={`${t('dossier.promise.drop')}: ${one.wording}`}
            onPress={() =>
              say.mutate('dropped', {
                onSuccess: () => tell(t('dossier.promise.droppedDone'), () => say.mutate('open')),
              })
            }
          >
            {t('dossier.promise.drop')}
          </Button>
        )}
        {mayRecord && (
          <Button
            look="quiet"
            aria-label={`${t('dossier.promise.change')}: ${one.wording}`}
            onPress={onChange}
          >
            {t('dossier.promise.change')}
          </Button>
        )}
      </div>
    </li>
  );
}
