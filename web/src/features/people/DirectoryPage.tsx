import { useDeferredValue, useState } from 'react';
import { Link } from 'react-router';
import { keys } from '../../api/keys.ts';
import { directoryPage } from '../../api/people.ts';
import { ApiError } from '../../api/problem.ts';
import type { DirectoryLine } from '../../api/types.ts';
import { useNetworkHere } from '../../api/useNetworkHere.ts';
import { usePaged } from '../../api/usePaged.ts';
import { personName } from '../../locales/names.ts';
import { useWords } from '../../locales/useWords.ts';
import { Empty } from '../../ui/Empty.tsx';
import { FailedPage } from '../../ui/FailedPage.tsx';
import { Field } from '../../ui/Field.tsx';
import { Later } from '../../ui/Later.tsx';
import { Page } from '../../ui/Page.tsx';
import { Paged } from '../../ui/Paged.tsx';
import { Portrait } from '../../ui/Portrait.tsx';
import { LikeMe } from './LikeMe.tsx';
import css from './People.module.css';

/** The people of a network: who does what, and what one may ask them about. */
export function DirectoryPage() {
  const { t } = useWords();
  const { network, known } = useNetworkHere();
  if (!network) return known ? <FailedPage error={new ApiError(404, {})} /> : <Later lines={6} />;
  return (
    <Page
      title={`${t('people.title')} · ${network.name}`}
      heading={t('people.title')}
      above={<Link to={`/natverk/${network.slug}/deltagare`}>{network.name}</Link>}
      below={t('people.lead')}
    >
      <People network={network.id} />
      <LikeMe network={network.id} />
      <p>
        <Link to="/installningar#profil">{t('people.own')}</Link>
      </p>
    </Page>
  );
}

function People({ network }: { network: string }) {
  const { t } = useWords();
  const [q, setQ] = useState('');
  const asked = useDeferredValue(q.trim().slice(0, 200));
  const list = usePaged<DirectoryLine>(keys.directory(network, asked), directoryPage(network, asked));
  return (
    <>
      <Field label={t('people.find')} hint={t('people.findHint')} value={q} onChange={setQ} type="search" />
      <Paged list={list} lines={6} empty={<Empty title={t('people.nobody')} />}>
        <ul className={css.rows}>
          {list.items.map((one) => (
            <Line key={one.id} one={one} />
          ))}
        </ul>
      </Paged>
    </>
  );
}

function Line({ one }: { one: DirectoryLine }) {
  const { t } = useWords();
  const seat =
    one.title || (one.seat_kind ? t(`terms.seat.${one.seat_kind}`) : t('terms.standing.coordinator'));
  const facts = [one.organisation?.name, seat, one.spokesperson ? t('people.spokesperson') : null];
  return (
    <li className={css.person}>
      <Portrait of={one} />
      <div className={css.about}>
        <Link to={`/personer/${one.id}`} className={css.name}>
          {personName(one, t)}
        </Link>
        <p className={css.facts}>{facts.filter(Boolean).join(' · ')}</p>
        {one.task && <p className={css.words}>{one.task}</p>}
        {one.ask_about && (
          <p className={css.words}>
            <span className={css.label}>{t('people.askAbout')}:</span> {one.ask_about}
          </p>
        )}
        {one.tags.length > 0 && <p className={css.facts}>{one.tags.map((tag) => tag.tag).join(' · ')}</p>}
      </div>
    </li>
  );
}
