import { FolderDown } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import type { Scope } from '../api/exports.ts';
import { useWords } from '../locales/useWords.ts';
import { Button } from '../ui/Button.tsx';
import css from './TakeOut.module.css';

const TakeOutDialog = lazy(async () => ({ default: (await import('./TakeOutDialog.tsx')).TakeOutDialog }));

/** Offers a room, a meeting or a whole network as a folder that is read without Samrum. */
export function TakeOut({ what, name, text }: { what: Scope; name: string; text?: string }) {
  const { t } = useWords();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        look="quiet"
        className={css.act ?? ''}
        icon={<FolderDown size={17} aria-hidden />}
        onPress={() => setOpen(true)}
      >
        {text ?? t('taking.act')}
      </Button>
      {open && (
        <Suspense fallback={null}>
          <TakeOutDialog what={what} name={name} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
