import { useQuery } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { Link } from 'react-router';
import { documentQuery } from '../api/documents.ts';
import { useWords } from '../locales/useWords.ts';
import { Button } from '../ui/Button.tsx';
import { Progress } from '../ui/Progress.tsx';
import { size } from '../ui/size.ts';
import css from './UploadTray.module.css';
import { cancelUpload, clearUploads, retryUpload, type Uploading, useUploads } from './uploads.ts';

const underWay = (one: Uploading) =>
  one.state === 'queued' || one.state === 'sending' || one.state === 'storing';

/** What is being uploaded, a bar for each, until the text of each can be searched. */
export function UploadTray() {
  const { t } = useWords();
  const uploads = useUploads();
  if (uploads.length === 0) return null;
  const busy = uploads.filter(underWay).length;
  return (
    <section className={css.tray} aria-label={t('document.tray')}>
      <div className={css.head}>
        <h2 className={css.title} role="status">
          {busy ? t('document.trayBusy', { count: busy }) : t('document.tray')}
        </h2>
        {busy === 0 && (
          <Button
            look="icon"
            aria-label={t('ui.close')}
            onPress={clearUploads}
            icon={<X size={18} aria-hidden />}
          />
        )}
      </div>
      <ul className={css.list}>
        {uploads.map((one) => (
          <One key={one.id} upload={one} />
        ))}
      </ul>
    </section>
  );
}

function One({ upload }: { upload: Uploading }) {
  const { t, language } = useWords();
  const words = () => {
    switch (upload.state) {
      case 'queued':
        return t('document.queued');
      case 'sending':
        return t('document.uploading', {
          percent: Math.round(upload.share * 100),
          size: size(upload.size, language),
        });
      case 'storing':
        return t('document.storing');
      case 'cancelled':
        return t('document.cancelled');
      case 'name_taken':
        return t('document.nameTaken');
      case 'failed':
        return upload.reason || t('document.failed');
      case 'done':
        return null;
    }
  };
  const wrong = upload.state === 'failed' || upload.state === 'name_taken';
  return (
    <li className={css.one}>
      <div className={css.words}>
        {upload.document ? (
          <Link to={`/dokument/${upload.document.id}`} className={css.name}>
            {upload.name}
          </Link>
        ) : (
          <span className={css.name}>{upload.name}</span>
        )}
        {upload.document ? (
          <ReadingState id={upload.document.id} />
        ) : (
          <span className={wrong ? css.wrong : css.state}>{words()}</span>
        )}
        {underWay(upload) && (
          <Progress label={upload.name} share={upload.state === 'storing' ? undefined : upload.share} />
        )}
      </div>
      {underWay(upload) && (
        <Button
          look="icon"
          aria-label={`${t('ui.cancel')}: ${upload.name}`}
          onPress={() => cancelUpload(upload.id)}
          icon={<X size={18} aria-hidden />}
        />
      )}
      {(upload.state === 'failed' || upload.state === 'cancelled') && (
        <Button look="quiet" onPress={() => retryUpload(upload.id)}>
          {t('ui.retry')}
        </Button>
      )}
      {upload.state === 'name_taken' && (
        <span className={css.choices}>
          <Button look="quiet" onPress={() => retryUpload(upload.id, 'version')}>
            {t('document.asVersion')}
          </Button>
          <Button look="quiet" onPress={() => retryUpload(upload.id, 'keep_both')}>
            {t('document.keepBoth')}
          </Button>
        </span>
      )}
    </li>
  );
}

/** "Läser texten …", then "Sökbar": realtime changes the document, this only shows it. */
function ReadingState({ id }: { id: string }) {
  const { t } = useWords();
  const reading = useQuery(documentQuery(id)).data?.reading ?? 'waiting';
  const words = t(`terms.reading.${reading}`);
  return <span className={css.state}>{words}</span>;
}
