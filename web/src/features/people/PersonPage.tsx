import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from 'react-router';
import { startDirect } from '../../api/conversations.ts';
import { useNetworks } from '../../api/networks.ts';
import { personQuery } from '../../api/people.ts';
import { sentence } from '../../api/problem.ts';
import { useMe } from '../../api/session.ts';
import type { PersonCard } from '../../api/types.ts';
import { date } from '../../locales/dates.ts';
import { personName } from '../../locales/names.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import { FailedPage } from '../../ui/FailedPage.tsx';
import { Later } from '../../ui/Later.tsx';
import { Page, Part } from '../../ui/Page.tsx';
import { Portrait } from '../../ui/Portrait.tsx';
import { tell } from '../../ui/Toasts.tsx';
import css from './People.module.css';
import { TagsOf } from './TagsOf.tsx';

/** Somebody one shares a network with: what they do, what one may ask them, and how they want to be reached. */
export function PersonPage() {
  const { t } = useWords();
  const { id = '' } = useParams();
  const me = useMe();
  const navigate = useNavigate();
  const found = useQuery(personQuery(id));
  const write = useMutation({
    mutationFn: () => startDirect([id]),
    onSuccess: (conversation) => void navigate(`/samtal/${conversation.id}`),
    onError: (error) => tell(sentence(error, t('ui.broken.body'))),
  });
  if (found.error && !found.data) return <FailedPage error={found.error} />;
  if (!found.data) return <Later lines={6} />;
  const one = found.data;
  const own = one.id === me.person.id;
  const organisations = [...new Set(one.seats.map((seat) => seat.organisation.name))];
  return (
    <Page
      title={personName(one, t)}
      below={organisations.join(', ') || undefined}
      acts={
        !own && (
          <Button look="filled" isDisabled={write.isPending} onPress={() => write.mutate()}>
            {t('people.write')}
          </Button>
        )
      }
    >
      <p>
        <Portrait of={one} large />
      </p>
      <Told one={one} />
      <Part title={t('people.inNetworks')}>
        <Places one={one} />
      </Part>
      <TagsOf one={one} />
      {own && (
        <p>
          <Link to="/installningar#profil">{t('people.own')}</Link>
        </p>
      )}
    </Page>
  );
}

function Told({ one }: { one: PersonCard }) {
  const { t } = useWords();
  if (one.name === null) return <p className={css.facts}>{t('people.protected')}</p>;
  const phone = one.phone?.replace(/[^\d+]/g, '');
  const lines = [
    ['task', one.task],
    ['askAbout', one.ask_about],
    ['phone', one.phone && <a href={`tel:${phone}`}>{one.phone}</a>],
    ['email', one.email && <a href={`mailto:${one.email}`}>{one.email}</a>],
  ] as const;
  const shown = lines.filter(([, value]) => value);
  if (shown.length === 0) return <p className={css.facts}>{t('people.nothingTold')}</p>;
  return (
    <dl className={css.told}>
      {shown.map(([name, value]) => (
        <div key={name}>
          <dt>{t(`people.${name}`)}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Places({ one }: { one: PersonCard }) {
  const { t, language } = useWords();
  const slug = (id: string) => networks.find((network) => network.id === id)?.slug ?? '';
  const networks = useNetworks();
  return (
    <ul className={css.rows}>
      {one.seats.map((seat) => (
        <li key={seat.id} className={css.row}>
          <Link to={`/uppdrag/${seat.id}`} className={css.name}>
            {seat.title || t(`terms.seat.${seat.kind}`)}
          </Link>
          <p className={css.facts}>
            {[
              seat.organisation.name,
              seat.network.name,
              t(`terms.seat.${seat.kind}`),
              seat.role === 'deputy' && t('terms.part.deputy'),
            ]
              .filter(Boolean)
              .join(' · ')}
          </p>
        </li>
      ))}
      {one.roles.map((role) => (
        <li key={`${role.network.id}${role.role}`} className={css.row}>
          <Link to={`/natverk/${slug(role.network.id)}/deltagare`} className={css.name}>
            {role.role === 'spokesperson' ? t('people.spokesperson') : t(`terms.standing.${role.role}`)}
          </Link>
          <p className={css.facts}>
            {[role.network.name, role.to && t('settings.until', { date: date(role.to, language) })]
              .filter(Boolean)
              .join(' · ')}
          </p>
        </li>
      ))}
    </ul>
  );
}
