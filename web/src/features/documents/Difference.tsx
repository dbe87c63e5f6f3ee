import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { sentence } from '../../api/problem.ts';
import { differenceQuery } from '../../api/together.ts';
import type { DifferenceRow, Document, DocumentVersion } from '../../api/types.ts';
import { useWords } from '../../locales/useWords.ts';
import { Choose } from '../../ui/Choose.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Later } from '../../ui/Later.tsx';
import { Notice } from '../../ui/Notice.tsx';
import css from './Difference.module.css';

/** What changed in the words from one version to another, side by side; on a phone one under the other. */
export function Difference({
  document,
  versions,
  between,
  onClose,
}: {
  document: Document;
  /** Those one may choose between. */
  versions: readonly DocumentVersion[];
  between: [number, number];
  onClose: () => void;
}) {
  const { t } = useWords();
  const [[from, to], setBetween] = useState(between);
  const query = useQuery(differenceQuery(document.id, from, to));
  const options = versions.map(({ number }) => ({
    id: String(number),
    text: t('document.version', { number }),
  }));
  const rows = query.data?.rows ?? [];
  const alike = query.data && rows.every((row) => row.kind === 'same' || row.kind === 'skipped');
  return (
    <Dialog title={t('document.difference')} isOpen onClose={onClose} shape="wide">
      <div className={css.between}>
        <Choose
          compact
          label={t('document.from')}
          value={String(from)}
          onChange={(id) => setBetween([Number(id), to])}
          options={options}
        />
        <span aria-hidden>→</span>
        <Choose
          compact
          label={t('document.to')}
          value={String(to)}
          onChange={(id) => setBetween([from, Number(id)])}
          options={options}
        />
      </div>
      {query.error ? (
        <Notice wrong>{sentence(query.error, t('ui.broken.body'))}</Notice>
      ) : !query.data ? (
        <Later lines={5} />
      ) : (
        <>
          {alike && <Notice>{t('document.noDifference')}</Notice>}
          <div className={css.rows}>
            {rows.map((row, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two versions differ as they do
              <Row key={index} row={row} />
            ))}
          </div>
          {query.data.cut && <Notice>{t('document.differenceCut')}</Notice>}
        </>
      )}
    </Dialog>
  );
}

function Row({ row }: { row: DifferenceRow }) {
  const { t } = useWords();
  switch (row.kind) {
    case 'skipped':
      return <p className={css.skipped}>{t('document.unchanged', { count: row.count })}</p>;
    case 'same':
      return (
        <div className={css.row}>
          <p className={css.same}>{row.text}</p>
          <p className={`${css.same} ${css.again}`} aria-hidden>
            {row.text}
          </p>
        </div>
      );
    case 'removed':
      return (
        <div className={css.row}>
          <p className={css.went}>
            <del>{row.text}</del>
          </p>
        </div>
      );
    case 'added':
      return (
        <div className={css.row}>
          <p className={`${css.came} ${css.right}`}>
            <ins>{row.text}</ins>
          </p>
        </div>
      );
    case 'changed':
      return (
        <div className={css.row}>
          <p className={css.went}>
            {row.runs.map((run, index) =>
              run.kind === 'added' ? null : run.kind === 'removed' ? (
                // biome-ignore lint/suspicious/noArrayIndexKey: two versions differ as they do
                <del key={index}>{run.text}</del>
              ) : (
                run.text
              ),
            )}
          </p>
          <p className={css.came}>
            {row.runs.map((run, index) =>
              run.kind === 'removed' ? null : run.kind === 'added' ? (
                // biome-ignore lint/suspicious/noArrayIndexKey: two versions differ as they do
                <ins key={index}>{run.text}</ins>
              ) : (
                run.text
              ),
            )}
          </p>
        </div>
      );
  }
}
