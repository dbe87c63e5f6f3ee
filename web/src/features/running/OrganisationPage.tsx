import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { keys } from '../../api/keys.ts';
import { changeOrganisation, deleteOrganisation, organisationQuery } from '../../api/organisations.ts';
import { sentence } from '../../api/problem.ts';
import { useMe } from '../../api/session.ts';
import type { KeptOrganisation } from '../../api/types.ts';
import { date } from '../../locales/dates.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import { FailedPage } from '../../ui/FailedPage.tsx';
import { Later } from '../../ui/Later.tsx';
import { Page, Part } from '../../ui/Page.tsx';
import { tell } from '../../ui/Toasts.tsx';
import { OrganisationForm } from './OrganisationForm.tsx';
import css from './Running.module.css';

/** An organisation, with what it was called before; for whoever runs the installation also changing it. */
export function OrganisationPage() {
  const { t } = useWords();
  const { id = '' } = useParams();
  const me = useMe();
  const found = useQuery(organisationQuery(id));
  if (found.error && !found.data) return <FailedPage error={found.error} />;
  if (!found.data) return <Later lines={5} />;
  const one = found.data;
  return (
    <Page
      title={one.name}
      above={me.administrator && <Link to="/installationen?visa=organisationer">{t('running.title')}</Link>}
      below={[
        t(`running.organisations.kinds.${one.kind}`),
        one.code && t('running.organisations.code', { code: one.code }),
        one.county,
      ]
        .filter(Boolean)
        .join(' · ')}
      acts={me.administrator && <Acts one={one} />}
    >
      {one.parent && (
        <p>
          {t('running.organisations.parent')}:{' '}
          <Link to={`/organisationer/${one.parent.id}`}>{one.parent.name}</Link>
        </p>
      )}
      {one.before.length > 0 && (
        <Part title={t('running.organisations.before')}>
          <Before one={one} />
        </Part>
      )}
      {one.aliases.length > 0 && (
        <Part title={t('running.organisations.aliases')}>
          <p>{one.aliases.join(', ')}</p>
        </Part>
      )}
      {one.official && <p className={css.facts}>{t('running.organisations.official')}</p>}
    </Page>
  );
}

function Before({ one }: { one: KeptOrganisation }) {
  const { t, language } = useWords();
  return (
    <ul className={css.rows}>
      {one.before.map((name) => (
        <li key={`${name.name}${name.to}`} className={css.row}>
          <p>{name.name}</p>
          <p className={css.facts}>{t('running.organisations.until', { date: date(name.to, language) })}</p>
        </li>
      ))}
    </ul>
  );
}

function Acts({ one }: { one: KeptOrganisation }) {
  const { t } = useWords();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [changing, setChanging] = useState(false);
  const remove = useMutation({
    mutationFn: () => deleteOrganisation(one.id),
    onSuccess: () => {
      tell(t('running.organisations.deleted', { name: one.name }));
      void client.invalidateQueries({ queryKey: ['organisations'] });
      void navigate('/installationen?visa=organisationer');
    },
    onError: (error) => tell(sentence(error, t('ui.broken.body'))),
  });
  return (
    <>
      <Button onPress={() => setChanging(true)}>{t('running.organisations.change')}</Button>
      {!one.official && (
        <Button look="quiet" isDisabled={remove.isPending} onPress={() => remove.mutate()}>
          {t('running.organisations.delete')}
        </Button>
      )}
      {changing && (
        <OrganisationForm
          title={t('running.organisations.change')}
          is={one}
          save={(body) => changeOrganisation(one.id, one.revision, body)}
          onSaved={(next) => {
            client.setQueryData(keys.organisation(one.id), next);
            void client.invalidateQueries({ queryKey: ['organisations'] });
            tell(t('running.organisations.changed'));
          }}
          onClose={() => setChanging(false)}
        />
      )}
    </>
  );
}
