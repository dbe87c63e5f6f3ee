import { useMutation, useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { organisationsQuery } from '../../api/organisations.ts';
import { ApiError, sentence } from '../../api/problem.ts';
import type { KeptOrganisation, WriteOrganisation } from '../../api/types.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import { Choose } from '../../ui/Choose.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Field } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { COUNTIES } from './counties.ts';
import css from './Running.module.css';

const KINDS = [
  'municipality',
  'city_district',
  'region',
  'county_board',
  'university',
  'civil_society',
  'agency',
  'association_of_municipalities',
] as const;

/** What an organisation is: to make one, or to change one. By another name it goes from today on. */
export function OrganisationForm<Saved>({
  title,
  is,
  save,
  onSaved,
  onClose,
}: {
  title: string;
  is?: KeptOrganisation;
  save: (body: WriteOrganisation) => Promise<Saved>;
  onSaved: (saved: Saved) => void;
  onClose: () => void;
}) {
  const { t } = useWords();
  const [name, setName] = useState(is?.name ?? '');
  const [kind, setKind] = useState<(typeof KINDS)[number]>(is?.kind ?? 'civil_society');
  const [county, setCounty] = useState(is?.county ?? '');
  const [parent, setParent] = useState(is?.parent ?? null);
  const act = useMutation({
    mutationFn: () => save({ name, kind, county: county || null, parent_id: parent?.id ?? null }),
    onSuccess: (saved) => {
      onSaved(saved);
      onClose();
    },
  });
  const refused = act.error instanceof ApiError ? act.error : null;
  return (
    <Dialog
      title={title}
      isOpen
      onClose={onClose}
      footer={
        <Button look="filled" isDisabled={act.isPending || !name.trim()} onPress={() => act.mutate()}>
          {t('running.settings.save')}
        </Button>
      }
    >
      <div className={css.form}>
        {refused && !refused.fields.length && <Notice wrong>{sentence(refused, t('ui.broken.body'))}</Notice>}
        <Field
          label={t('running.name')}
          hint={is ? t('running.organisations.renameHint') : undefined}
          value={name}
          onChange={setName}
          error={refused?.field('/name')}
        />
        <Choose
          label={t('running.kind')}
          value={kind}
          onChange={(id) => setKind(KINDS.find((one) => one === id) ?? kind)}
          options={KINDS.map((id) => ({ id, text: t(`running.organisations.kinds.${id}`) }))}
        />
        <Choose
          label={t('running.organisations.county')}
          value={county}
          onChange={setCounty}
          options={[
            { id: '', text: t('running.organisations.noCounty') },
            ...COUNTIES.map((id) => ({ id, text: id })),
          ]}
        />
        <Parent value={parent} onChange={setParent} error={refused?.field('/parent_id')} />
      </div>
    </Dialog>
  );
}

interface Named {
  id: string;
  name: string;
}

/** Which it is part of: found by its name, or none. */
function Parent({
  value,
  onChange,
  error,
}: {
  value: Named | null;
  onChange: (chosen: Named | null) => void;
  error: string | undefined;
}) {
  const { t } = useWords();
  const [q, setQ] = useState('');
  const asked = useDeferredValue(q.trim().slice(0, 100));
  const found = useQuery(organisationsQuery(asked));
  if (value)
    return (
      <div className={css.head}>
        <p>
          <span className={css.facts}>{t('running.organisations.parent')}</span>
          <br />
          {value.name}
        </p>
        <Button look="quiet" onPress={() => onChange(null)}>
          {t('running.organisations.noParent')}
        </Button>
        {error && <p className={css.wrong}>{error}</p>}
      </div>
    );
  return (
    <div className={css.form}>
      <Field
        label={t('running.organisations.parent')}
        hint={t('running.organisations.parentHint')}
        value={q}
        onChange={setQ}
        type="search"
        error={error}
      />
      {found.data?.slice(0, 5).map((one) => (
        <Button key={one.id} look="quiet" onPress={() => onChange({ id: one.id, name: one.name })}>
          {one.name}
        </Button>
      ))}
    </div>
  );
}
