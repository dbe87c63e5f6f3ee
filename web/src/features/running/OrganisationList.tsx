import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { makeOrganisation, organisationsQuery } from '../../api/organisations.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Field } from '../../ui/Field.tsx';
import { Failure } from '../../ui/Notice.tsx';
import { tell } from '../../ui/Toasts.tsx';
import { OrganisationForm } from './OrganisationForm.tsx';
import css from './Running.module.css';

/** Finding an organisation by a name of today or before, and making one that no official list has. */
export function OrganisationList() {
  const { t } = useWords();
  const navigate = useNavigate();
  const [q, setQ] = useState('');
  const [making, setMaking] = useState(false);
  const asked = useDeferredValue(q.trim().slice(0, 100));
  const found = useQuery(organisationsQuery(asked));
  return (
    <>
      <Field
        label={t('running.organisations.find')}
        hint={t('running.organisations.findHint')}
        value={q}
        onChange={setQ}
        type="search"
      />
      <p>
        <Button onPress={() => setMaking(true)}>{t('running.organisations.new')}</Button>
      </p>
      {found.error && <Failure error={found.error} retry={() => void found.refetch()} />}
      {asked !== '' && found.data?.length === 0 && <Empty title={t('running.organisations.none')} />}
      {found.data && found.data.length > 0 && (
        <ul className={css.rows}>
          {found.data.map((one) => (
            <li key={one.id} className={css.row}>
              <Link to={`/organisationer/${one.id}`} className={css.name}>
                {one.name}
              </Link>
              <p className={css.facts}>
                {[t(`running.organisations.kinds.${one.kind}`), one.county].filter(Boolean).join(' · ')}
              </p>
            </li>
          ))}
        </ul>
      )}
      {making && (
        <OrganisationForm
          title={t('running.organisations.new')}
          save={makeOrganisation}
          onSaved={(made) => {
            tell(t('running.organisations.made'));
            void navigate(`/organisationer/${made.id}`);
          }}
          onClose={() => setMaking(false)}
        />
      )}
    </>
  );
}
