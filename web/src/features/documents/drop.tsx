import type { Room } from '../../api/types.ts';
import { useWords } from '../../locales/useWords.ts';
import css from './DocumentList.module.css';

/** "Släpp för att lägga i Medlemmar. 29 personer ser det." */
export function DropOverlay({ room, asks }: { room: Room; asks: boolean }) {
  const { t } = useWords();
  return (
    <div className={css.overlay} aria-hidden>
      <p className={css.overlayTitle}>
        {asks ? t('document.uploadIn') : t('document.drop', { place: room.name })}
      </p>
      <p>{asks ? t('document.uploadInLead') : t('document.dropAudience', { count: room.audience.people })}</p>
    </div>
  );
}
