import { useState } from 'react';
import { Link } from 'react-router';
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
  const { t } = useWords();
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
              {row.adoption ? (
                <Decided row={row} adoption={row.adoption} agreement={agreement} />
              ) : (
                <span className={css.missing}>{t('agreement.missing')}</span>
              )}
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

/** Which body decided, when and on which text; the text and the decision itself to be read. */
function Decided({
  row,
  adoption,
  agreement,
}: {
  row: BoardRow;
  adoption: NonNullable<BoardRow['adoption']>;
  agreement: Agreement;
}) {
  const { t, language } = useWords();
  const { body, decided_on, reference, version, document_id } = adoption;
  const words = [t('agreement.decided', { body, date: date(decided_on, language) }), reference];
  return (
    <span className={css.facts}>
      {words.filter(Boolean).join(' · ')}
      {version < agreement.version && (
        <>
          {' · '}
          <Link to={`/overenskommelser/${agreement.id}?version=${version}`}>
            {t('agreement.older', { number: version })}
          </Link>
        </>
      )}
      {document_id && (
        <>
          {' · '}
          <Link
            to={`/dokument/${document_id}`}
            aria-label={t('agreement.scanOf', { name: row.organisation })}
          >
            {t('agreement.scan')}
          </Link>
        </>
      )}
      {row.state === null && ` · ${t('agreement.notMember')}`}
    </span>
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
