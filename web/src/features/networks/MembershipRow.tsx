import { Link } from 'react-router';
import type { Membership } from '../../api/types.ts';
import { date } from '../../locales/dates.ts';
import { useWords } from '../../locales/useWords.ts';
import { ButtonLink } from '../../ui/Button.tsx';
import { Choose } from '../../ui/Choose.tsx';
import css from './Membership.module.css';
import type { Wanted } from './rotation.ts';

const CHOICES = ['member', 'resting', 'observer', 'ended'] as const;

/** An organisation: since when it takes part so, what is decided for later, and how it is to be; one that waits by a case is
 * let in there. */
export function MembershipRow({
  line,
  place,
  may,
  certificate,
  wanted,
  onWant,
}: {
  line: Membership['lines'][number];
  place?: number | undefined;
  may: boolean;
  /** Where its certificate is. */
  certificate: string;
  wanted: Wanted[string] | null;
  onWant: (state: Wanted[string] | null) => void;
}) {
  const { t, language } = useWords();
  const known = CHOICES.find((one) => one === line.next);
  return (
    <li className={css.row}>
      <div>
        <p className={css.name}>{place ? `${place}. ${line.organisation}` : line.organisation}</p>
        <p className={css.quiet}>
          {[
            line.county,
            t('network.since', { date: date((place && line.queued_since) || line.since, language) }),
            known &&
              line.next_from &&
              t('membership.from', {
                how: t(`membership.later.${known}`),
                date: date(line.next_from, language),
              }),
          ]
            .filter(Boolean)
            .join(' · ')}
          {may && line.state !== 'queued' && (
            <>
              {' · '}
              <Link
                to={certificate}
                aria-label={t('certificate.linkFor', { organisation: line.organisation })}
              >
                {t('certificate.link')}
              </Link>
            </>
          )}
        </p>
      </div>
      {may && line.case_id && (
        <ButtonLink
          to={`/samordning/arenden/${line.case_id}`}
          aria-label={`${t('membership.byCase')}: ${line.organisation}`}
        >
          {t('membership.byCase')}
        </ButtonLink>
      )}
      {may && !line.case_id && (
        <Choose
          compact
          label={t('membership.howOf', { name: line.organisation })}
          value={wanted ?? 'as_now'}
          onChange={(id) => onWant(CHOICES.find((one) => one === id) ?? null)}
          options={[
            { id: 'as_now', text: t('membership.asNow') },
            ...CHOICES.filter((one) => one !== line.state).map((id) => ({
              id,
              text: t(`membership.how.${id}`),
            })),
          ]}
        />
      )}
    </li>
  );
}
