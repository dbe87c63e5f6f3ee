import { Check } from 'lucide-react';
import { Checkbox } from 'react-aria-components/Checkbox';
import type { ImportFile } from '../../api/types.ts';
import { monthOf } from '../../locales/dates.ts';
import { useWords } from '../../locales/useWords.ts';
import { size } from '../../ui/size.ts';
import css from './Importing.module.css';
import { whyOf } from './why.ts';

/** A file of the zip with what is proposed of it. */
export function FileRow({ file }: { file: ImportFile }) {
  const { t, language } = useWords();
  const at = file.path.lastIndexOf('/') + 1;
  const when = file.year ? monthOf(file.year, file.month, language) : null;
  const said = [
    file.host?.name ?? t('bringing.noHost'),
    when ?? t('bringing.noDate'),
    file.of_meeting && file.host && file.year ? t('bringing.meeting') : null,
    file.document_kind ? t(`terms.kindOfDocument.${file.document_kind}`) : null,
    ...file.themes,
  ].filter(Boolean);
  return (
    <>
      {file.state !== 'skipped' && (
        <Checkbox slot="selection" className={css.tick ?? ''}>
          {({ isSelected }) => (
            <span className={css.box} aria-hidden>
              {isSelected && <Check size={15} strokeWidth={3} />}
            </span>
          )}
        </Checkbox>
      )}
      <span className={css.words}>
        <span className={css.path}>
          {at > 0 && <span className={css.muted}>{file.path.slice(0, at)}</span>}
          <strong>{file.path.slice(at)}</strong>
        </span>
        <span className={css.said}>
          {file.state === 'skipped' ? (
            whyOf(file.why, t)
          ) : (
            <>
              {file.state === 'left_out' && <span className={css.out}>{t('bringing.view.left_out')}</span>}
              {said.join(' · ')}
            </>
          )}
        </span>
      </span>
      <span className={css.size}>{size(file.size, language)}</span>
    </>
  );
}
