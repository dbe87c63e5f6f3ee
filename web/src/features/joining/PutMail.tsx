import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { putMailInCase } from '../../api/joining.ts';
import type { Case } from '../../api/types.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import { tell } from '../../ui/Toasts.tsx';
import { Say } from './Dialogue.tsx';

/** Letters are answered by their link; what came by mail all the same is put into the case, and says so. */
export function PutMail({
  found,
  onDone,
  onFailed,
}: {
  found: Case;
  onDone: (now: Case) => void;
  onFailed: (error: unknown) => void;
}) {
  const { t } = useWords();
  const [open, setOpen] = useState(false);
  const put = useMutation({
    mutationFn: (text: string) => putMailInCase(found.id, text),
    onSuccess: onDone,
    onError: onFailed,
  });
  if (!open)
    return (
      <div>
        <Button look="quiet" onPress={() => setOpen(true)}>
          {t('joining.case.putMail')} …
        </Button>
      </div>
    );
  return (
    <Say
      label={t('joining.case.mailText', { name: found.name })}
      hint={t('joining.case.mailHint', { name: found.name })}
      send={t('joining.case.put')}
      busy={put.isPending}
      onSend={(text) =>
        put.mutate(text, {
          onSuccess: () => {
            setOpen(false);
            tell(t('joining.case.wasPut'));
          },
        })
      }
    />
  );
}
