import type { ReactNode } from 'react';
import type { ChoiceCount, Voice } from '../api/types.ts';
import { brief } from '../locales/dates.ts';
import { personName } from '../locales/names.ts';
import { useWords } from '../locales/useWords.ts';
import css from './Voices.module.css';

const ORDER = ['agree', 'consent', 'abstain', 'disagree'] as const;

/** How many stand where, in words: no bars, for the reasons say more than the numbers. */
export function Counts({ counts }: { counts: ChoiceCount[] }) {
  const { t } = useWords();
  const told = ORDER.flatMap((choice) => counts.filter((one) => one.choice === choice));
  return (
    <ul className={css.counts}>
      {told.map((one) => (
        <li key={one.choice}>
          <span className={css.number}>{one.voices}</span>{' '}
          {t(`asking.proposal.choice.${one.choice}`).toLowerCase()}
        </li>
      ))}
    </ul>
  );
}

/** Where each stands and why; who cast the voice shows. */
export function VoiceTable({ voices, said }: { voices: Voice[]; said?: (voice: Voice) => ReactNode }) {
  const { t, language } = useWords();
  return (
    // biome-ignore lint/a11y/noRedundantRoles: laid out as blocks it would lose its role
    <table className={css.table} role="table">
      <thead>
        <tr>
          <th scope="col">{t('asking.organisation')}</th>
          <th scope="col">{t('asking.proposal.choiceHead')}</th>
          <th scope="col">{t('asking.proposal.reason')}</th>
        </tr>
      </thead>
      <tbody>
        {voices.map((voice) => (
          <tr key={voice.voter_id}>
            <th scope="row">
              <span className={css.organisation}>{voice.organisation.name}</span>
              <span className={css.by}>
                {personName(voice.author, t)}
                {' · '}
                <time dateTime={voice.cast_at}>{brief(voice.cast_at, language)}</time>
              </span>
            </th>
            <td className={voice.choice === 'disagree' ? css.no : css.choice}>
              {t(`asking.proposal.choice.${voice.choice}`)}
            </td>
            <td className={css.reason}>
              {said?.(voice) ??
                (voice.hidden_reason === null
                  ? voice.reason
                  : `${t('talk.hidden')}. ${t('talk.hiddenBecause', { reason: voice.hidden_reason })}`)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
