import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { participationsQuery } from '../../../api/networks.ts';
import { useMe } from '../../../api/session.ts';
import { useWords } from '../../../locales/useWords.ts';
import { Checks } from '../../../ui/Checks.tsx';
import { Choose } from '../../../ui/Choose.tsx';
import { Radios } from '../../../ui/Radios.tsx';
import css from './Ask.module.css';
import { aboutAsLarge } from './aboutAsLarge.ts';

type By = 'all' | 'alike' | 'some';

interface Props {
  network: string;
  /** The organisations chosen; none are all. */
  value: string[] | null;
  onChange: (organisations: string[] | null) => void;
  error: string | undefined;
}

/**
 * Whom one asks: all, those about as large as some organisation, or whoever one likes. Size only fills the list: who is
 * chosen stands there, and can be changed, before anything is sent.
 */
export function AskWhom({ network, value, onChange, error }: Props) {
  const { t, language } = useWords();
  const me = useMe();
  const [by, setBy] = useState<By>(value ? 'some' : 'all');
  const [as, setAs] = useState('');
  // what was chosen is there again for who looks at the other ways to ask
  const [some, setSome] = useState<string[]>(value ?? []);
  const participations = useQuery(participationsQuery(network)).data ?? [];
  const members = participations.filter((one) => one.state === 'member' || one.state === 'resting');
  const own = new Set(
    me.standings.filter((one) => one.network?.id === network).map((one) => one.organisation?.id),
  );
  // one knows what one's own organisation does
  const alike = (id: string) =>
    aboutAsLarge(members, id)
      .map((one) => one.organisation.id)
      .filter((one) => !own.has(one));
  const measures = members.filter((one) =>
    alike(one.organisation.id).some((id) => id !== one.organisation.id),
  );
  const usual = measures.find((one) => own.has(one.organisation.id)) ?? measures[0];
  const choose = (organisations: string[]) => {
    setSome(organisations);
    onChange(organisations);
  };
  const fill = (id: string) => {
    setAs(id);
    choose(alike(id));
  };
  const ask = (next: By) => {
    setBy(next);
    if (next === 'all') onChange(null);
    else if (next === 'some') onChange(some);
    else fill(as || (usual?.organisation.id ?? ''));
  };
  return (
    <>
      <Radios<By>
        label={t('asking.whom')}
        value={by}
        onChange={ask}
        options={[
          { id: 'all', text: t('asking.whomAll'), note: t('asking.whomAllHint') },
          ...(usual ? [{ id: 'alike' as const, text: t('whom.alike'), note: t('whom.alikeHint') }] : []),
          { id: 'some', text: t('asking.whomSome'), note: t('asking.whomSomeHint') },
        ]}
      />
      {by === 'alike' && (
        <Choose
          label={t('whom.as')}
          value={as}
          onChange={fill}
          options={measures.map(({ organisation, inhabitants }) => ({
            id: organisation.id,
            text: organisation.name,
            ...(inhabitants !== null && {
              note: t('people.inhabitants', {
                count: inhabitants,
                number: inhabitants.toLocaleString(language === 'sv' ? 'sv-SE' : 'en-GB'),
              }),
            }),
          }))}
        />
      )}
      {by !== 'all' && (
        <>
          <Checks
            label={t('asking.whomSome')}
            value={value ?? []}
            onChange={choose}
            error={error}
            options={members.map((one) => ({ id: one.organisation.id, text: one.organisation.name }))}
          />
          <p className={css.note} role="status">
            {t('whom.chosen', { count: value?.length ?? 0 })}
          </p>
        </>
      )}
    </>
  );
}
