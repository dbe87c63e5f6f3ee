import { RotateCcw, X } from 'lucide-react';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import { Progress } from '../../ui/Progress.tsx';
import css from './AttachedList.module.css';
import { useFound } from './references.ts';
import type { useAttaching } from './useAttaching.ts';

interface Props {
  ids: string[];
  attaching: Pick<ReturnType<typeof useAttaching>, 'going' | 'waiting' | 'release'>;
  onRemove: (id: string) => void;
}

/** What is to go with the message, and what is still on its way. */
export function AttachedList({ ids, attaching: { going, waiting, release }, onRemove }: Props) {
  const { t } = useWords();
  const found = useFound(ids.map((id) => `document:${id}`));
  if (ids.length === 0 && going.length === 0 && waiting.length === 0) return null;
  const name = (id: string) => {
    const one = found.get(`document:${id}`);
    if (!one) return '…';
    return one.title ?? t('conversation.attachmentGone');
  };
  return (
    <ul className={css.list} aria-label={t('conversation.attachments')}>
      {ids.map((id) => (
        <li key={id} className={css.one}>
          <span className={css.name}>{name(id)}</span>
          <Button
            look="icon"
            aria-label={t('conversation.removeAttachment', { name: name(id) })}
            onPress={() => onRemove(id)}
            icon={<X size={16} aria-hidden />}
          />
        </li>
      ))}
      {waiting.map((one) => (
        <li key={one.id} className={css.one}>
          <span className={css.name}>{one.name}</span>
          <span>{t('conversation.fileWaits')}</span>
          <Button
            look="icon"
            aria-label={t('conversation.removeAttachment', { name: one.name })}
            onPress={() => release(one.id)}
            icon={<X size={16} aria-hidden />}
          />
        </li>
      ))}
      {going.map((one) => (
        <li key={one.key} className={css.one}>
          <span className={css.name}>{one.name}</span>
          {one.failed === null ? (
            <span className={css.progress}>
              <Progress label={t('conversation.attaching', { name: one.name })} share={one.share} />
            </span>
          ) : (
            <>
              <span className={css.failed}>{one.failed}</span>
              <Button
                look="icon"
                aria-label={`${t('ui.retry')}: ${one.name}`}
                onPress={one.retry}
                icon={<RotateCcw size={16} aria-hidden />}
              />
            </>
          )}
          <Button
            look="icon"
            aria-label={`${t('ui.cancel')}: ${one.name}`}
            onPress={one.cancel}
            icon={<X size={16} aria-hidden />}
          />
        </li>
      ))}
    </ul>
  );
}
