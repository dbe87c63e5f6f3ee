import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Check } from 'lucide-react';
import { useState } from 'react';
import { keys } from '../../api/keys.ts';
import { dropTheme, proposeTheme, themesQuery, wantTheme } from '../../api/meetings.ts';
import { ApiError, sentence } from '../../api/problem.ts';
import { useMe } from '../../api/session.ts';
import type { Meeting, ProposedTheme } from '../../api/types.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import { Field } from '../../ui/Field.tsx';
import { Part } from '../../ui/Page.tsx';
import { tell } from '../../ui/Toasts.tsx';
import css from './Beforehand.module.css';

/** What the meeting could be about: anybody proposes, each organisation wants three. */
export function ThemeChoice({ meeting }: { meeting: Meeting }) {
  const { t } = useWords();
  const me = useMe();
  const client = useQueryClient();
  const [title, setTitle] = useState('');
  const themes = useQuery(themesQuery(meeting.id)).data ?? [];
  const show = (next: ProposedTheme[]) => client.setQueryData(keys.proposedThemes(meeting.id), next);
  const wrong = (error: unknown) => tell(sentence(error, t('ui.broken.body')));
  const propose = useMutation({
    mutationFn: () => proposeTheme(meeting.id, title),
    onSuccess: (next) => {
      show(next);
      setTitle('');
    },
  });
  const want = useMutation({
    mutationFn: ([theme, organisation, wanted]: [string, string, boolean]) =>
      wantTheme(meeting.id, theme, organisation, wanted),
    onSuccess: show,
    onError: wrong,
  });
  const drop = useMutation({
    mutationFn: (theme: string) => dropTheme(meeting.id, theme),
    onSuccess: () => void client.invalidateQueries({ queryKey: keys.proposedThemes(meeting.id) }),
    onError: wrong,
  });
  // Whoever has a voice for an organisation: members, active or resting; a deputy only while standing in.
  const voices = me.standings.filter(
    (standing) =>
      standing.network?.id === meeting.network_id &&
      (standing.kind === 'member' || standing.kind === 'resting') &&
      standing.part !== 'deputy' &&
      standing.organisation,
  );
  const own = voices
    .map((standing) => standing.organisation)
    .filter((one) => one !== null)
    .filter((one, index, all) => all.findIndex((other) => other.id === one.id) === index);
  const refused = propose.error instanceof ApiError ? propose.error : null;
  return (
    <Part title={t('meeting.themeChoice.name')}>
      <p className={css.facts}>{t('meeting.themeChoice.lead')}</p>
      {themes.length > 0 && (
        <ul className={css.list}>
          {themes.map((theme) => (
            <li key={theme.id} className={css.one}>
              <p className={css.words}>{theme.title}</p>
              <p className={css.facts}>
                {theme.wanted_by.length === 0
                  ? t('meeting.themeChoice.nobody')
                  : theme.wanted_by.map((one) => one.name).join(', ')}
              </p>
              <div className={css.acts}>
                {own.map((organisation) => {
                  const wanted = theme.wanted_by.some((one) => one.id === organisation.id);
                  return (
                    <Button
                      key={organisation.id}
                      aria-pressed={wanted}
                      aria-label={t('meeting.themeChoice.wantNamed', {
                        title: theme.title,
                        organisation: organisation.name,
                      })}
                      className={wanted ? (css.chosen ?? '') : ''}
                      icon={wanted ? <Check size={17} aria-hidden /> : undefined}
                      onPress={() => want.mutate([theme.id, organisation.id, !wanted])}
                      isDisabled={want.isPending}
                    >
                      {own.length > 1 ? organisation.name : t('meeting.themeChoice.want')}
                    </Button>
                  );
                })}
                {(theme.proposed_by === me.person.id || meeting.may.plan) && (
                  <Button
                    look="quiet"
                    aria-label={t('meeting.themeChoice.dropNamed', { title: theme.title })}
                    onPress={() => drop.mutate(theme.id)}
                    isDisabled={drop.isPending}
                  >
                    {t('meeting.themeChoice.drop')}
                  </Button>
                )}
              </div>
            </li>
          ))}
        </ul>
      )}
      {meeting.room.may.write && (
        <form
          className={css.propose}
          onSubmit={(event) => {
            event.preventDefault();
            if (title.trim()) propose.mutate();
          }}
        >
          <Field
            label={t('meeting.themeChoice.propose')}
            value={title}
            onChange={setTitle}
            error={refused ? (refused.field('/title') ?? refused.detail) : undefined}
            maxLength={80}
          />
          <Button type="submit" isDisabled={propose.isPending}>
            {t('meeting.themeChoice.add')}
          </Button>
        </form>
      )}
    </Part>
  );
}
