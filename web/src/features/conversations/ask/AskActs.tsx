import { Download } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { askExport } from '../../../api/asks.ts';
import type { Ask } from '../../../api/types.ts';
import { useWords } from '../../../locales/useWords.ts';
import { Button, FileLink } from '../../../ui/Button.tsx';
import css from './Ask.module.css';

const CloseAsk = lazy(async () => ({ default: (await import('./CloseAsk.tsx')).CloseAsk }));

/** Taking the answers along, and summing up. */
export function AskActs({ ask, title }: { ask: Ask; title: string }) {
  const { t } = useWords();
  const [closing, setClosing] = useState(false);
  return (
    <div className={css.acts}>
      {ask.answered > 0 && (
        <fieldset className={css.take} aria-label={t('asking.take')}>
          {(['csv', 'xlsx'] as const).map((form) => (
            <FileLink
              key={form}
              look="quiet"
              href={askExport(ask.conversation_id, form)}
              download={`${title}.${form}`}
              icon={<Download size={16} aria-hidden />}
            >
              {t(`asking.${form}`)}
            </FileLink>
          ))}
        </fieldset>
      )}
      {ask.may.run && ask.closed_at === null && (
        <Button onPress={() => setClosing(true)}>{t('asking.close')}</Button>
      )}
      {closing && (
        <Suspense fallback={null}>
          <CloseAsk ask={ask} onClose={() => setClosing(false)} />
        </Suspense>
      )}
    </div>
  );
}
