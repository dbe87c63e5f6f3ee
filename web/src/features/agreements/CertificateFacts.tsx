import type { Certificate } from '../../api/types.ts';
import { conditionWords } from '../../locales/conditionWords.ts';
import { fullDate } from '../../locales/paperDates.ts';
import { useWords } from '../../locales/useWords.ts';
import css from './Certificate.module.css';
import { periodOf } from './words.ts';

type Part = NonNullable<Certificate['taking_part']>;

/** By which decision and for which period, on what conditions and through whom. */
export function CertificateFacts({ purpose, part }: { purpose: string; part: Part }) {
  const { t } = useWords();
  return (
    <dl className={css.facts}>
      {purpose && (
        <div>
          <dt>{t('certificate.purpose')}</dt>
          <dd className={css.purpose}>{purpose}</dd>
        </div>
      )}
      <Agreements part={part} />
      <Conditions part={part} />
      <div>
        <dt>{t('certificate.seats')}</dt>
        {part.seats.length === 0 && <dd>{t('certificate.noSeats')}</dd>}
        {part.seats.map((seat, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a seat held by two has two lines alike
          <dd key={`${seat.id}${at}`}>
            {[seat.title, t(`terms.seat.${seat.kind}`)].filter(Boolean).join(', ')}:{' '}
            {seat.person ?? t(seat.held ? 'terms.representative' : 'certificate.vacant')}
          </dd>
        ))}
      </div>
    </dl>
  );
}

function Agreements({ part }: { part: Part }) {
  const { t, language } = useWords();
  const observer = part.state === 'observer';
  if (part.agreements.length === 0)
    return observer ? null : (
      <div>
        <dt>{t('certificate.period')}</dt>
        <dd>{t('certificate.noAgreement')}</dd>
      </div>
    );
  return part.agreements.map((one) => {
    const decided =
      one.body && one.decided_on
        ? t('certificate.decided', { body: one.body, date: fullDate(one.decided_on, language) })
        : null;
    return (
      <div key={one.id}>
        <dt>{t('certificate.period')}</dt>
        <dd>
          {one.title}, {periodOf(one, t, language)}
        </dd>
        <dt>{t('certificate.decision')}</dt>
        <dd>
          {decided === null
            ? t('certificate.noDecision')
            : one.reference
              ? t('certificate.reference', { decided, reference: one.reference })
              : decided}
        </dd>
      </div>
    );
  });
}

function Conditions({ part }: { part: Part }) {
  const { t, language } = useWords();
  if (part.conditions.length === 0) return null;
  if (part.conditions.every((one) => !one.state))
    return (
      <div>
        <dt>{t('certificate.conditions')}</dt>
        <dd>{t('certificate.nothingSaid')}</dd>
      </div>
    );
  const met = part.conditions.filter((one) => one.state === 'met').length;
  return (
    <div>
      <dt>{t('certificate.conditions')}</dt>
      <dd>{t('certificate.met', { met, count: part.conditions.length })}</dd>
      <dd>
        <ul className={css.conditions}>
          {part.conditions.map((one) => (
            <li key={one.id}>
              {conditionWords(one, t).title}:{' '}
              {one.state && one.said_on
                ? t('certificate.stands', {
                    state: t(`joining.state.${one.state}`).toLocaleLowerCase(language),
                    date: fullDate(one.said_on, language),
                  })
                : t('certificate.unsaid')}
            </li>
          ))}
        </ul>
      </dd>
    </div>
  );
}
