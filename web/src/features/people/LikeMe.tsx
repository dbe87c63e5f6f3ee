import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { alikeQuery } from '../../api/people.ts';
import type { Alike } from '../../api/types.ts';
import { personName } from '../../locales/names.ts';
import { useWords } from '../../locales/useWords.ts';
import { Part } from '../../ui/Page.tsx';
import css from './People.module.css';

/** For who is alone with the question at home: those with the same task in an organisation like one's own. */
export function LikeMe({ network }: { network: string }) {
  const { t } = useWords();
  const found = useQuery(alikeQuery(network)).data ?? [];
  if (found.length === 0) return null;
  const near = found.filter((one) => one.same_county);
  const large = found.filter((one) => !one.same_county && one.same_size);
  const others = found.filter((one) => !one.same_county && !one.same_size);
  return (
    <Part title={t('people.alike')}>
      <p className={css.facts}>{t('people.alikeLead')}</p>
      {near.length > 0 && <People label={t('people.alikeNear')} people={near} />}
      {large.length > 0 && <People label={t('people.alikeLarge')} people={large} />}
      {others.length > 0 && <People label={t('people.alikeElsewhere')} people={others} />}
    </Part>
  );
}

function People({ label, people }: { label: string; people: Alike[] }) {
  const { t, language } = useWords();
  const size = (inhabitants: number) =>
    t('people.inhabitants', {
      count: inhabitants,
      number: inhabitants.toLocaleString(language === 'sv' ? 'sv-SE' : 'en-GB'),
    });
  return (
    <>
      <h3 className={css.name}>{label}</h3>
      <ul className={css.rows}>
        {people.map((one) => (
          <li key={`${one.person.id}${one.person.organisation?.id ?? ''}`} className={css.row}>
            <Link to={`/personer/${one.person.id}`} className={css.name}>
              {personName(one.person, t)}
            </Link>
            <p className={css.facts}>
              {[one.person.organisation?.name, one.county, one.inhabitants && size(one.inhabitants)]
                .filter(Boolean)
                .join(' · ')}
            </p>
          </li>
        ))}
      </ul>
    </>
  );
}
