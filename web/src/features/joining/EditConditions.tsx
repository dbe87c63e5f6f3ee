import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { useState } from 'react';
import { Link, Navigate, useNavigate } from 'react-router';
import { askConditions, askedQuery } from '../../api/conditions.ts';
import { participationsQuery } from '../../api/networks.ts';
import { ApiError, sentence } from '../../api/problem.ts';
import type { AskedCondition, AskedConditions } from '../../api/types.ts';
import { useNetworkHere } from '../../api/useNetworkHere.ts';
import { conditionWords } from '../../locales/conditionWords.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import { Choose } from '../../ui/Choose.tsx';
import { FailedPage } from '../../ui/FailedPage.tsx';
import { Field } from '../../ui/Field.tsx';
import { Later } from '../../ui/Later.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Page } from '../../ui/Page.tsx';
import { tell } from '../../ui/Toasts.tsx';
import css from './Joining.module.css';

/** A condition as it is being written; a new one has no id yet. */
interface Written {
  key: string;
  id: string | null;
  word: AskedCondition['word'];
  title: string;
  explanation: string;
  template: string;
  mentor: string;
}

const NOBODY = '';
const written = (one: AskedCondition): Written => ({
  key: one.id,
  id: one.id,
  word: one.word,
  title: one.title ?? '',
  explanation: one.explanation ?? '',
  template: one.template_url ?? '',
  mentor: one.mentor?.id ?? NOBODY,
});
const fresh = (): Written => ({
  key: crypto.randomUUID(),
  id: null,
  word: null,
  title: '',
  explanation: '',
  template: '',
  mentor: NOBODY,
});

/** What the network asks of its members, in its own words and order: for the coordinators. */
export function EditConditions() {
  const { network, known } = useNetworkHere();
  const asked = useQuery({ ...askedQuery(network?.id ?? ''), enabled: Boolean(network) });
  if (asked.error && !asked.data)
    return <FailedPage error={asked.error} retry={() => void asked.refetch()} />;
  if (!network && known) return <FailedPage error={new ApiError(404, {})} />;
  // in a closed network one only looks
  if (network?.closed) return <Navigate to={`/natverk/${network.slug}/forutsattningar`} replace />;
  if (!asked.data || !network) return <Later lines={6} />;
  return <Form key={asked.data.revision} network={network} asked={asked.data} />;
}

function Form({
  network,
  asked,
}: {
  network: { id: string; slug: string; name: string };
  asked: AskedConditions;
}) {
  const { t } = useWords();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [all, setAll] = useState(() => asked.conditions.map(written));
  const [tried, setTried] = useState(false);
  const participations = useQuery(participationsQuery(network.id)).data ?? [];
  const members = participations.filter((one) => one.state === 'member');
  const mentors = [
    { id: NOBODY, text: t('conditions.edit.noMentor') },
    ...members.map((one) => ({ id: one.organisation.id, text: one.organisation.name })),
  ];
  const nameless = (one: Written) => !one.title.trim() && !one.word;
  const back = `/natverk/${network.slug}/forutsattningar`;
  const save = useMutation({
    mutationFn: () =>
      askConditions(
        network.id,
        asked.revision,
        all.map((one) => ({
          id: one.id,
          title: one.title.trim() || null,
          explanation: one.explanation.trim() || null,
          template_url: one.template.trim() || null,
          mentor_id: one.mentor || null,
        })),
      ),
    onSuccess: () => {
      tell(t('conditions.edit.saved'));
      void client.invalidateQueries({ queryKey: ['conditions', network.id] });
      void navigate(back);
    },
  });
  const change = (at: number, with_: Partial<Written>) =>
    setAll(all.map((one, index) => (index === at ? { ...one, ...with_ } : one)));
  const swap = (at: number, other: number) => {
    const [one, two] = [all[at], all[other]];
    if (one && two) setAll(all.with(at, two).with(other, one));
  };
  const refused = save.error instanceof ApiError ? save.error : null;
  const submit = () => {
    setTried(true);
    if (!all.some(nameless)) save.mutate();
  };
  return (
    <Page
      title={`${t('conditions.edit.title')} · ${network.name}`}
      heading={t('conditions.edit.title')}
      above={<Link to={back}>{t('conditions.title')}</Link>}
      below={t('conditions.edit.lead')}
      acts={
        <Button look="filled" onPress={submit} isPending={save.isPending}>
          {t('ui.save')}
        </Button>
      }
    >
      {save.error && (
        <Notice wrong>{refused?.fields[0]?.message ?? sentence(save.error, t('ui.broken.body'))}</Notice>
      )}
      <ol className={css.part} aria-label={t('conditions.edit.title')}>
        {all.map((one, index) => {
          const usual = one.word
            ? conditionWords({ word: one.word, title: null, explanation: null }, t)
            : null;
          const called = one.title.trim() || usual?.title || t('conditions.edit.new');
          return (
            <li key={one.key} className={css.answer}>
              <h2>{called}</h2>
              <Field
                label={t('conditions.edit.name')}
                hint={usual ? t('conditions.edit.nameHint', { title: usual.title }) : undefined}
                value={one.title}
                onChange={(title) => change(index, { title })}
                maxLength={200}
                error={tried && nameless(one) ? t('conditions.edit.nameRequired') : undefined}
              />
              <Field
                label={t('conditions.edit.explanation')}
                hint={usual?.explanation || undefined}
                value={one.explanation}
                onChange={(explanation) => change(index, { explanation })}
                rows={2}
                maxLength={2000}
              />
              <Field
                label={t('conditions.edit.template')}
                type="url"
                value={one.template}
                onChange={(template) => change(index, { template })}
                maxLength={1000}
              />
              <Choose
                label={t('conditions.edit.mentor')}
                value={one.mentor}
                onChange={(mentor) => change(index, { mentor })}
                options={mentors}
              />
              <div className={css.acts}>
                <Button
                  look="quiet"
                  icon={<ArrowUp size={17} aria-hidden />}
                  isDisabled={index === 0}
                  onPress={() => swap(index, index - 1)}
                  aria-label={t('conditions.edit.earlier', { title: called })}
                >
                  {t('conditions.edit.up')}
                </Button>
                <Button
                  look="quiet"
                  icon={<ArrowDown size={17} aria-hidden />}
                  isDisabled={index === all.length - 1}
                  onPress={() => swap(index, index + 1)}
                  aria-label={t('conditions.edit.later', { title: called })}
                >
                  {t('conditions.edit.down')}
                </Button>
                <Button
                  look="quiet"
                  onPress={() => setAll(all.toSpliced(index, 1))}
                  aria-label={t('conditions.edit.endOf', { title: called })}
                >
                  {t('conditions.edit.end')}
                </Button>
              </div>
            </li>
          );
        })}
      </ol>
      <span>
        <Button onPress={() => setAll([...all, fresh()])} isDisabled={all.length >= 30}>
          {t('conditions.edit.add')}
        </Button>
      </span>
      <p className={css.quiet}>{t('conditions.edit.stays')}</p>
    </Page>
  );
}
