import { useQuery } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { Link } from 'react-router';
import { documentQuery } from '../api/documents.ts';
import { useWords } from '../locales/useWords.ts';
import { Button } from '../ui/Button.tsx';
import { Progress } from '../ui/Progress.tsx';
import { size } from '../ui/size.ts';
import { type Uploading, useUploads } from './jobs.ts';
import css from './UploadTray.module.css';
import { cancelUpload, clearUploads, isUnderWay, retryUpload, settleTaken, uploadBeside } from './uploads.ts';

/** So many lines at a time: what needs somebody first, then what is under way. */
const SHOWN = 40;
const RANK: Record<Uploading['state'], number> = {
  name_taken: 0,
  checked_out: 0,
  failed: 0,
  waiting: 1,
  sending: 1,
  storing: 1,
  queued: 2,
  cancelled: 3,
  done: 3,
};

/** What is being uploaded, a bar for each, until the text of each can be searched. */
export function UploadTray() {
  const { t } = useWords();
  const uploads = useUploads();
  if (uploads.length === 0) return null;
  const busy = uploads.filter(isUnderWay).length;
  const taken = uploads.filter((one) => one.state === 'name_taken').length;
  const shown =
    uploads.length <= SHOWN
      ? uploads
      : [...uploads].sort((one, other) => RANK[one.state] - RANK[other.state]).slice(0, SHOWN);
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
        {shown.map((one) => (
          <One key={one.id} upload={one} />
        ))}
      </ul>
      {uploads.length > shown.length && (
        <p className={css.more}>{t('document.trayMore', { count: uploads.length - shown.length })}</p>
      )}
      {taken > 1 && (
        <div className={css.all}>
          <Button look="quiet" onPress={() => settleTaken('version')}>
            {t('document.allAsVersions', { count: taken })}
          </Button>
          <Button look="quiet" onPress={() => settleTaken('keep_both')}>
            {t('document.keepAll', { count: taken })}
          </Button>
        </div>
      )}
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
      case 'waiting':
        return t('document.interrupted');
      case 'storing':
        return t('document.storing');
      case 'cancelled':
        return t('document.cancelled');
      case 'name_taken':
        return t('document.nameTaken');
      case 'checked_out':
      case 'failed':
        return upload.reason || t('document.failed');
      case 'done':
        return null;
    }
  };
  const wrong = RANK[upload.state] === 0;
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
        {isUnderWay(upload) && (
          <Progress label={upload.name} share={upload.state === 'storing' ? undefined : upload.share} />
        )}
      </div>
      {isUnderWay(upload) && (
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
      {upload.state === 'checked_out' && (
        <Button look="quiet" onPress={() => uploadBeside(upload.id)}>
          {t('document.uploadBeside')}
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
