import { useQuery } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import { useState } from 'react';
import { exportAddress, extentQuery, type Scope } from '../api/exports.ts';
import { sentence } from '../api/problem.ts';
import { useWords } from '../locales/useWords.ts';
import { Button, FileLink } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Later } from '../ui/Later.tsx';
import { Notice } from '../ui/Notice.tsx';
import { size } from '../ui/size.ts';
import css from './TakeOutDialog.module.css';

interface Props {
  what: Scope;
  name: string;
  onClose: () => void;
}

/** Says what goes along and how much it is, before it is fetched. */
export function TakeOutDialog({ what, name, onClose }: Props) {
  const { t, language } = useWords();
  const [fetching, setFetching] = useState(false);
  const extent = useQuery(extentQuery(what));
  const much = extent.data;
  return (
    <Dialog
      title={t('taking.title', { name })}
      isOpen
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>{fetching ? t('ui.close') : t('ui.cancel')}</Button>
          {much && (
            <FileLink
              look="filled"
              href={exportAddress(what)}
              download
              onClick={() => setFetching(true)}
              icon={<Download size={17} aria-hidden />}
            >
              {t('taking.fetch')}
            </FileLink>
          )}
        </>
      }
    >
      <div className={css.body}>
        <p>{t('taking.what')}</p>
        {extent.error && <Notice wrong>{sentence(extent.error, t('ui.broken.body'))}</Notice>}
        {!much && !extent.error && <Later lines={2} />}
        {much && (
          <dl className={css.extent}>
            <div>
              <dt>{t('taking.conversations')}</dt>
              <dd>
                {much.conversations.toLocaleString(language)}{' '}
                <span className={css.muted}>{t('taking.messages', { count: much.messages })}</span>
              </dd>
            </div>
            <div>
              <dt>{t('taking.documents')}</dt>
              <dd>
                {much.documents.toLocaleString(language)}{' '}
                <span className={css.muted}>{size(much.bytes, language)}</span>
              </dd>
            </div>
          </dl>
        )}
        <p className={css.muted}>
          {'network' in what ? t('taking.onlyYoursNetwork') : t('taking.onlyYours')}
        </p>
        <div role="status">{fetching && <Notice>{t('taking.fetching')}</Notice>}</div>
      </div>
    </Dialog>
  );
}
