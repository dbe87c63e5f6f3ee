import { useState } from 'react';
import type { Agreement, BoardRow } from '../../api/types.ts';
import { date } from '../../locales/dates.ts';
import { personName } from '../../locales/names.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import { Part } from '../../ui/Page.tsx';
import { AdoptionHistory } from './AdoptionHistory.tsx';
import css from './Agreements.module.css';

/** Who has decided and who is missing, those that are missing first. */
export function Board({
  agreement,
  onNote,
}: {
  agreement: Agreement;
  onNote: (organisation: string) => void;
}) {
  const { t, language } = useWords();
  const [shown, setShown] = useState<BoardRow | null>(null);
  const rows = [
    ...agreement.board.filter((row) => !row.adoption),
    ...agreement.board.filter((row) => row.adoption),
  ];
  return (
    <Part title={t('agreement.board')}>
      <ul className={css.rows}>
        {rows.map((row) => (
          <li key={row.organisation_id} className={css.line}>
            <p className={css.words}>
              {row.organisation}
              <span className={row.adoption ? css.facts : css.missing}>
                {row.adoption
                  ? [
                      t('agreement.decided', {
                        body: row.adoption.body,
                        date: date(row.adoption.decided_on, language),
                      }),
                      row.adoption.reference,
                      row.adoption.version < agreement.version
                        ? t('agreement.older', { number: row.adoption.version })
                        : null,
                      row.state ? null : t('agreement.notMember'),
                    ]
                      .filter(Boolean)
                      .join(' · ')
                  : t('agreement.missing')}
              </span>
              {!row.adoption && row.told.length > 0 && <LastTold told={row.told} />}
            </p>
            {row.adoption && (
              <Button
                look="quiet"
                aria-label={t('agreement.historyOf', { name: row.organisation })}
                onPress={() => setShown(row)}
              >
                {t('agreement.history')}
              </Button>
            )}
            {agreement.may_write && (
              <Button
                look={row.adoption ? 'quiet' : 'outlined'}
                aria-label={t(row.adoption ? 'agreement.correctFor' : 'agreement.noteFor', {
                  name: row.organisation,
                })}
                onPress={() => onNote(row.organisation_id)}
              >
                {t(row.adoption ? 'agreement.correct' : 'agreement.note')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {shown && <AdoptionHistory agreement={agreement.id} row={shown} onClose={() => setShown(null)} />}
    </Part>
  );
}

/** To whom the last letters went, and when. */
function LastTold({ told }: { told: BoardRow['told'] }) {
  const { t, language } = useWords();
  const [last] = told;
  if (!last) return null;
  const then = told.filter((one) => one.at === last.at);
  const names = then.map((one) => personName(one, t)).join(', ');
  const words = then.every((one) => one.reminder) ? 'agreement.toldAgain' : 'agreement.told';
  return <span className={css.facts}>{t(words, { date: date(last.at, language), names })}</span>;
}
