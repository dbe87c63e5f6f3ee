import { useQuery } from '@tanstack/react-query';
import { Users } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { audienceQuery } from '../api/networks.ts';
import type { Audience, Author, PersonLine as PersonOfRoom } from '../api/types.ts';
import { moment } from '../locales/dates.ts';
import { audienceWords, personName, standingName } from '../locales/names.ts';
import { useWords } from '../locales/useWords.ts';
import { Later } from './Later.tsx';
import css from './Lines.module.css';

const Dialog = lazy(async () => ({ default: (await import('./Dialog.tsx')).Dialog }));

/** "Anna Berg, Örebro kommun · tjänsteperson · tis 17 november kl. 13.00": who says it matters. */
export function PersonLine({ author, at, href }: { author: Author; at?: string; href?: string }) {
  const { t, language } = useWords();
  const role = author.seat_kind
    ? t(`terms.seat.${author.seat_kind}`)
    : author.standing_kind !== 'member'
      ? standingName(author.standing_kind, t)
      : null;
  const when = at && <time dateTime={at}>{moment(at, language)}</time>;
  return (
    <span className={css.person}>
      <span className={css.name}>{personName(author, t)}</span>
      {author.organisation && <span>, {author.organisation}</span>}
      {role && <span> · {role}</span>}
      {author.imported && <span> · {t('conversation.imported')}</span>}
      {when && (
        <>
          {' · '}
          {href ? (
            <a href={href} className={css.when} title={t('conversation.linkTo')}>
              {when}
            </a>
          ) : (
            when
          )}
        </>
      )}
    </span>
  );
}

/** Who can see this, in words; opens the names. */
export function AudienceLine({ audience, room }: { audience: Audience; room?: string | undefined }) {
  const { t } = useWords();
  const [open, setOpen] = useState(false);
  const words = audienceWords(audience, t);
  if (!room) {
    return (
      <span className={css.audience}>
        <Users size={15} aria-hidden /> {words}
      </span>
    );
  }
  return (
    <>
      <AriaButton
        className={`${css.audience} ${css.opens}`}
        onPress={() => setOpen(true)}
        aria-label={`${words}. ${t('ui.audienceHint')}`}
      >
        <Users size={15} aria-hidden /> <span>{words}</span>
      </AriaButton>
      {open && (
        <Suspense fallback={null}>
          <Dialog title={t('ui.whoSees')} isOpen={open} onClose={() => setOpen(false)}>
            <p>{words}</p>
            <Names room={room} />
          </Dialog>
        </Suspense>
      )}
    </>
  );
}

function Names({ room }: { room: string }) {
  const { t } = useWords();
  const people = useQuery(audienceQuery(room));
  if (!people.data) return <Later />;
  return (
    <ul className={css.names}>
      {people.data.items.map((person) => (
        <li key={`${person.id}${person.organisation?.id ?? ''}`}>
          <PersonNamed person={person} />
        </li>
      ))}
      {people.data.next_cursor && <li>…</li>}
      {people.data.items.length === 0 && <li>{t('ui.people', { count: 0 })}</li>}
    </ul>
  );
}

/** A person with organisation, as in lists of people. */
export function PersonNamed({ person }: { person: PersonOfRoom }) {
  const { t } = useWords();
  return (
    <span className={css.person}>
      <span className={css.name}>{personName(person, t)}</span>
      {person.organisation && <>, {person.organisation.name}</>}
    </span>
  );
}
