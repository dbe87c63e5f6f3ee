import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { keys } from '../../api/keys.ts';
import { profileQuery, protectOneself, writeProfile } from '../../api/people.ts';
import { ApiError, sentence } from '../../api/problem.ts';
import type { OwnProfile, ProfileFacts, ShownTo } from '../../api/types.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import { Choose } from '../../ui/Choose.tsx';
import { Field } from '../../ui/Field.tsx';
import { Later } from '../../ui/Later.tsx';
import { Failure, Notice } from '../../ui/Notice.tsx';
import { Part } from '../../ui/Page.tsx';
import { tell } from '../../ui/Toasts.tsx';
import { OnOff } from './OnOff.tsx';
import { OwnPortrait } from './OwnPortrait.tsx';
import css from './ProfilePart.module.css';

/** What one tells of oneself in the directory, and who sees each part of it. */
export function ProfilePart() {
  const { t } = useWords();
  const own = useQuery(profileQuery);
  return (
    <Part title={t('settings.profile.title')}>
      <div id="profil" className={css.part}>
        {own.error && !own.data ? (
          <Failure error={own.error} retry={() => void own.refetch()} />
        ) : !own.data ? (
          <Later lines={4} />
        ) : (
          <>
            <Protection own={own.data} />
            {!own.data.protected && <OwnPortrait own={own.data} />}
            <Facts key={own.data.revision} own={own.data} />
          </>
        )}
      </div>
    </Part>
  );
}

function Protection({ own }: { own: OwnProfile }) {
  const { t } = useWords();
  const client = useQueryClient();
  const change = useMutation({
    mutationFn: protectOneself,
    onSuccess: (_, on) => {
      tell(t(on ? 'settings.profile.protectedNow' : 'settings.profile.shownNow'));
      void client.invalidateQueries();
    },
    onError: (error) => tell(sentence(error, t('ui.broken.body'))),
  });
  return (
    <OnOff
      label={t('settings.profile.protected')}
      hint={t('settings.profile.protectedHint')}
      on={own.protected}
      onChange={(on) => change.mutate(on)}
    />
  );
}

function Facts({ own }: { own: OwnProfile }) {
  const { t } = useWords();
  const client = useQueryClient();
  const [facts, setFacts] = useState<ProfileFacts>(own.is);
  const save = useMutation({
    mutationFn: () => writeProfile(own.revision, facts),
    onSuccess: (next) => {
      client.setQueryData(keys.profile, next);
      void client.invalidateQueries({ queryKey: ['directory'] });
      void client.invalidateQueries({ queryKey: ['person'] });
      tell(t('settings.profile.saved'));
    },
  });
  const refused = save.error instanceof ApiError ? save.error : null;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  const text = (part: 'task' | 'ask_about' | 'phone') => ({
    label: t(`settings.profile.${part}`),
    value: facts[part].text,
    onChange: (words: string) => setFacts({ ...facts, [part]: { ...facts[part], text: words } }),
    error: refused?.field(`/${part}/text`),
  });
  const seen = (part: 'task' | 'ask_about' | 'phone') => (
    <Seen
      of={t(`settings.profile.${part}`)}
      value={facts[part].seen_by}
      onChange={(seen_by) => setFacts({ ...facts, [part]: { ...facts[part], seen_by } })}
    />
  );
  return (
    <form onSubmit={submit} className={css.form} noValidate>
      {refused && !refused.fields.length && <Notice wrong>{sentence(refused, t('ui.broken.body'))}</Notice>}
      {own.protected && <Notice>{t('settings.profile.hidden')}</Notice>}
      <div className={css.pair}>
        <Field {...text('task')} hint={t('settings.profile.taskHint')} rows={2} />
        {seen('task')}
      </div>
      <div className={css.pair}>
        <Field {...text('ask_about')} hint={t('settings.profile.askHint')} rows={2} />
        {seen('ask_about')}
      </div>
      <div className={css.pair}>
        <Field {...text('phone')} type="tel" />
        {seen('phone')}
      </div>
      <Seen
        of={t('settings.profile.email')}
        value={facts.email_seen_by}
        onChange={(email_seen_by) => setFacts({ ...facts, email_seen_by })}
      />
      <p>
        <Button type="submit" isDisabled={save.isPending}>
          {t('settings.profile.save')}
        </Button>
      </p>
    </form>
  );
}

const CHOICES: ShownTo[] = ['network', 'coordinators', 'nobody'];

function Seen({ of, value, onChange }: { of: string; value: ShownTo; onChange: (chosen: ShownTo) => void }) {
  const { t } = useWords();
  return (
    <Choose
      label={t('settings.profile.seenBy', { what: of.toLowerCase() })}
      value={value}
      onChange={(id) => onChange(CHOICES.find((one) => one === id) ?? 'nobody')}
      options={CHOICES.map((id) => ({ id, text: t(`settings.profile.seen.${id}`) }))}
    />
  );
}
