import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { Link } from 'react-router';
import { networkSettingsQuery, setNetworkSettings } from '../../api/governing.ts';
import { keys } from '../../api/keys.ts';
import { findPeople } from '../../api/networks.ts';
import { ApiError, sentence } from '../../api/problem.ts';
import type { NetworkFacts } from '../../api/types.ts';
import { useNetworkHere } from '../../api/useNetworkHere.ts';
import { useWords } from '../../locales/useWords.ts';
import { Appointments } from '../../ui/Appointments.tsx';
import { Button } from '../../ui/Button.tsx';
import { Checks } from '../../ui/Checks.tsx';
import { FailedPage } from '../../ui/FailedPage.tsx';
import { Field } from '../../ui/Field.tsx';
import { Later } from '../../ui/Later.tsx';
import { Meanwhile } from '../../ui/Meanwhile.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Page, Part } from '../../ui/Page.tsx';
import { Radios } from '../../ui/Radios.tsx';
import { tell } from '../../ui/Toasts.tsx';
import { useEdited } from '../../writing/edited.ts';
import css from './NetworkSettings.module.css';
import { PublicPagePart } from './PublicPagePart.tsx';

/** What a network says of itself, its settings and its working group: for its coordinators. */
export function NetworkSettings() {
  const { t } = useWords();
  const client = useQueryClient();
  const { network, known } = useNetworkHere();
  const settings = useQuery({ ...networkSettingsQuery(network?.id ?? ''), enabled: Boolean(network) });
  if (!network) return known ? <FailedPage error={new ApiError(404, {})} /> : <Later lines={6} />;
  if (settings.error && !settings.data)
    return <FailedPage error={settings.error} retry={() => void settings.refetch()} />;
  // in a closed network one only looks
  const find = network.closed ? {} : { find: (q: string) => findPeople(client, network.id, q) };
  return (
    <Page
      title={`${t('running.settings.title')} · ${network.name}`}
      heading={t('running.settings.title')}
      above={<Link to={`/natverk/${network.slug}/deltagare`}>{network.name}</Link>}
    >
      {network.closed ? (
        <Notice>{t('running.settings.closed')}</Notice>
      ) : !settings.data ? (
        <Later lines={8} />
      ) : (
        <Facts key={network.id} network={network.id} revision={settings.data.revision} is={settings.data} />
      )}
      <PublicPagePart network={network.id} closed={network.closed} />
      <Part title={t('running.coordinators')}>
        <Appointments network={network.id} as="coordinator" />
      </Part>
      <Part title={t('running.workingGroup')}>
        <Appointments network={network.id} as="working_group" {...find} />
      </Part>
      <Part title={t('running.spokesperson')}>
        <Appointments network={network.id} as="spokesperson" {...find} />
      </Part>
    </Page>
  );
}

const factsOf = (is: NetworkFacts): NetworkFacts => ({
  name: is.name,
  kind: is.kind,
  purpose: is.purpose,
  stands_for: is.stands_for,
  contact: is.contact,
  most_members: is.most_members ?? null,
  most_officials: is.most_officials ?? null,
  most_elected: is.most_elected ?? null,
  observers_write: is.observers_write,
  observers_upload: is.observers_upload,
  deputies: is.deputies,
  coordination: is.coordination,
});

/** A number as it is typed, none where the field is emptied; what is no number, or too long a one, changes nothing. */
const numberOf = (typed: string, digits: number, was: number | null | undefined): number | null => {
  const trimmed = typed.trim();
  if (trimmed === '') return null;
  return /^\d+$/.test(trimmed) && trimmed.length <= digits ? Number(trimmed) : (was ?? null);
};

const KINDS = ['municipal', 'regional', 'partnership', 'forum'] as const;

function Facts({ network, revision, is }: { network: string; revision: number; is: NetworkFacts }) {
  const { t } = useWords();
  const client = useQueryClient();
  const edited = useEdited(revision, factsOf(is));
  const { value: facts, change } = edited;
  const save = useMutation({
    mutationFn: () => setNetworkSettings(network, edited.revision, facts),
    onSuccess: (next) => {
      edited.saved(next.revision, factsOf(next));
      client.setQueryData(keys.networkSettings(network), next);
      void client.invalidateQueries({ queryKey: keys.networks });
      tell(t('running.settings.saved'));
    },
    onError: async (error) => {
      if (!(error instanceof ApiError) || error.status !== 412) return;
      await client.invalidateQueries({ queryKey: keys.networkSettings(network), exact: true });
      save.reset();
    },
  });
  const refused = save.error instanceof ApiError ? save.error : null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  const labels: Partial<Record<keyof NetworkFacts, string>> = {
    name: t('running.name'),
    kind: t('running.kind'),
    purpose: t('running.purpose'),
    stands_for: t('running.settings.standsFor'),
    contact: t('running.settings.contact'),
    most_members: t('running.settings.most'),
    most_officials: t('membership.most_officials'),
    most_elected: t('membership.most_elected'),
    deputies: t('running.settings.deputies'),
    coordination: t('running.settings.coordination'),
  };
  const called = (key: keyof NetworkFacts) => labels[key] ?? t('running.settings.observers');
  return (
    <form onSubmit={submit} className={css.form} noValidate>
      {edited.meanwhile && (
        <Meanwhile
          both={edited.both.map((key) => ({ what: called(key), theirs: String(edited.theirs[key] ?? '') }))}
        />
      )}
      {save.error && !refused?.fields.length && (
        <Notice wrong>{sentence(save.error, t('ui.broken.body'))}</Notice>
      )}
      <Field
        label={t('running.name')}
        value={facts.name}
        onChange={(name) => change({ name })}
        error={refused?.field('/name')}
      />
      <Radios
        label={t('running.kind')}
        value={facts.kind}
        onChange={(kind) => change({ kind })}
        options={KINDS.map((id) => ({ id, text: t(`running.kinds.${id}`) }))}
      />
      <Field
        label={t('running.purpose')}
        value={facts.purpose}
        onChange={(purpose) => change({ purpose })}
        rows={4}
        error={refused?.field('/purpose')}
      />
      <Field
        label={t('running.settings.standsFor')}
        value={facts.stands_for}
        onChange={(stands_for) => change({ stands_for })}
        rows={4}
        error={refused?.field('/stands_for')}
      />
      <Field
        label={t('running.settings.contact')}
        hint={t('running.settings.contactHint')}
        value={facts.contact}
        onChange={(contact) => change({ contact })}
        rows={2}
        error={refused?.field('/contact')}
      />
      <Field
        label={t('running.settings.most')}
        hint={t('running.settings.mostHint')}
        inputMode="numeric"
        value={facts.most_members?.toString() ?? ''}
        onChange={(most) => change({ most_members: numberOf(most, 4, facts.most_members) })}
        error={refused?.field('/most_members')}
      />
      {(['most_officials', 'most_elected'] as const).map((kind) => (
        <Field
          key={kind}
          label={t(`membership.${kind}`)}
          hint={t('membership.mostHint')}
          inputMode="numeric"
          value={facts[kind]?.toString() ?? ''}
          onChange={(most) => change({ [kind]: numberOf(most, 2, facts[kind]) })}
          error={refused?.field(`/${kind}`)}
        />
      ))}
      <Checks
        label={t('running.settings.observers')}
        value={[facts.observers_write ? 'write' : '', facts.observers_upload ? 'upload' : ''].filter(Boolean)}
        onChange={(may) =>
          change({ observers_write: may.includes('write'), observers_upload: may.includes('upload') })
        }
        options={[
          { id: 'write', text: t('running.settings.observersWrite') },
          { id: 'upload', text: t('running.settings.observersUpload') },
        ]}
      />
      <Radios
        label={t('running.settings.deputies')}
        value={facts.deputies}
        onChange={(deputies) => change({ deputies })}
        options={[
          { id: 'free', text: t('running.settings.free') },
          { id: 'exceptional', text: t('running.settings.exceptional') },
        ]}
      />
      <Radios
        label={t('running.settings.coordination')}
        value={facts.coordination}
        onChange={(coordination) => change({ coordination })}
        options={[
          { id: 'secretariat', text: t('running.settings.secretariat') },
          { id: 'troika', text: t('running.settings.troika') },
        ]}
      />
      <p>
        <Button look="filled" type="submit" isDisabled={save.isPending}>
          {t('running.settings.save')}
        </Button>
      </p>
    </form>
  );
}
