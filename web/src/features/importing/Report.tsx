import { Link } from 'react-router';
import { importFilePage } from '../../api/imports.ts';
import { keys } from '../../api/keys.ts';
import { useNetworks } from '../../api/networks.ts';
import type { Import, ImportFile } from '../../api/types.ts';
import { usePaged } from '../../api/usePaged.ts';
import { useWords } from '../../locales/useWords.ts';
import { ButtonLink } from '../../ui/Button.tsx';
import { Part } from '../../ui/Page.tsx';
import { More } from '../../ui/Paged.tsx';
import css from './Importing.module.css';
import { whyOf } from './why.ts';

const TOLD = ['taken', 'new_version', 'known', 'left_out', 'skipped'] as const;

/** What became of everything, and what could not be taken. */
export function Report({ one }: { one: Import }) {
  const { t, language } = useWords();
  const network = useNetworks().find((known) => known.id === one.network_id);
  const skipped = usePaged<ImportFile>(keys.importFiles(one.id, { state: 'skipped' }), (cursor, limit) =>
    importFilePage(one.id, { state: 'skipped' }, cursor, limit),
  );
  return (
    <>
      <dl className={css.counts}>
        {TOLD.map((state) => (
          <div key={state}>
            <dt>{t(`bringing.count.${state}`)}</dt>
            <dd>{one.files[state].toLocaleString(language)}</dd>
          </div>
        ))}
      </dl>
      {network && (
        <p className={css.ways}>
          <ButtonLink to={`/natverk/${network.slug}/traffar`}>{t('frame.meetings')}</ButtonLink>
          <ButtonLink to={`/natverk/${network.slug}/dokument`}>{t('frame.documents')}</ButtonLink>
          <Link to="/arkiv">{t('frame.archive')}</Link>
        </p>
      )}
      {skipped.items.length > 0 && (
        <Part title={t('bringing.notTaken')}>
          <ul className={css.imports}>
            {skipped.items.map((file) => (
              <li key={file.number} className={css.import}>
                <span className={css.path}>{file.path}</span>
                <span className={css.muted}>{whyOf(file.why, t)}</span>
              </li>
            ))}
          </ul>
          <More list={skipped} />
        </Part>
      )}
    </>
  );
}
