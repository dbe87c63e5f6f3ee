import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { Link } from 'react-router';
import { fileAddress, olderVersionsQuery } from '../../api/documents.ts';
import { keys } from '../../api/keys.ts';
import { sentence } from '../../api/problem.ts';
import { takeUp } from '../../api/together.ts';
import type { Document } from '../../api/types.ts';
import { moment } from '../../locales/dates.ts';
import { nameOf } from '../../locales/names.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Field } from '../../ui/Field.tsx';
import { size } from '../../ui/size.ts';
import { tell } from '../../ui/Toasts.tsx';
import css from './DocumentPage.module.css';

const Difference = lazy(async () => ({ default: (await import('./Difference.tsx')).Difference }));

/** Every version, the newest first: who made it and why, compared with the current one, taken up again. */
export function VersionList({ document, version }: { document: Document; version: number }) {
  const { t, language } = useWords();
  const client = useQueryClient();
  const [compared, setCompared] = useState<[number, number] | null>(null);
  const [asked, setAsked] = useState(false);
  const [wanted, setWanted] = useState<number | null>(null);
  const older = useInfiniteQuery({ ...olderVersionsQuery(document), enabled: asked });
  const versions = [...document.versions, ...(older.data?.pages.flatMap((page) => page.items) ?? [])];
  const more = asked ? older.hasNextPage : Boolean(document.older_versions);
  const again = useMutation({
    mutationFn: ({ number, reason }: { number: number; reason: string }) =>
      takeUp(document.id, number, reason),
    onSuccess: (shown, { number }) => {
      client.setQueryData(keys.document(document.id), shown);
      setWanted(null);
      tell(t('document.takenUp', { number }));
    },
    onError: (error) => tell(sentence(error, t('ui.broken.body'))),
  });
  return (
    <>
      <ol className={css.versions}>
        {versions.map((one, index) => {
          const before = versions[index + 1];
          return (
            <li key={one.number} className={css.version}>
              <span>
                <Link
                  to={`/dokument/${document.id}?version=${one.number}`}
                  aria-current={one.number === version ? 'true' : undefined}
                >
                  {t('document.version', { number: one.number })}
                </Link>
                {one.number === document.version && (
                  <span className={css.quiet}> · {t('document.current')}</span>
                )}
                {one.restored_from && (
                  <span className={css.quiet}>
                    {' '}
                    · {t('document.restoredFrom', { number: one.restored_from })}
                  </span>
                )}
              </span>
              {one.comment && <span>{one.comment}</span>}
              <span className={css.quiet}>
                {nameOf(one.author, t)} · {moment(one.created_at, language)} · {size(one.size, language)}
              </span>
              <a href={fileAddress(document.id, one.number)} download className={css.quiet}>
                {one.original_name}
              </a>
              <span className={css.versionActs}>
                {before && (
                  <Button look="quiet" onPress={() => setCompared([before.number, one.number])}>
                    {t('document.compare', { number: before.number })}
                  </Button>
                )}
                {document.may.write && one.number !== document.version && (
                  <Button
                    look="quiet"
                    // what is in the archive is changed with a reason only
                    onPress={() =>
                      document.archived
                        ? setWanted(one.number)
                        : again.mutate({ number: one.number, reason: '' })
                    }
                    isDisabled={again.isPending}
                  >
                    {t('document.takeUp')}
                  </Button>
                )}
              </span>
            </li>
          );
        })}
      </ol>
      {(more || older.isFetching) && (
        <Button
          look="quiet"
          isDisabled={older.isFetching}
          onPress={() => (asked ? void older.fetchNextPage() : setAsked(true))}
        >
          {t('document.olderVersions')}
        </Button>
      )}
      {wanted !== null && (
        <TakeUpAgain
          busy={again.isPending}
          onClose={() => setWanted(null)}
          onSave={(reason) => again.mutate({ number: wanted, reason })}
        />
      )}
      {compared && (
        <Suspense fallback={null}>
          <Difference
            document={document}
            versions={versions}
            between={compared}
            onClose={() => setCompared(null)}
          />
        </Suspense>
      )}
    </>
  );
}

/** Why an earlier version of something in the archive is to hold again. */
function TakeUpAgain({
  busy,
  onClose,
  onSave,
}: {
  busy: boolean;
  onClose: () => void;
  onSave: (reason: string) => void;
}) {
  const { t } = useWords();
  const [reason, setReason] = useState('');
  return (
    <Dialog
      title={t('document.takeUp')}
      isOpen
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>{t('ui.cancel')}</Button>
          <Button look="filled" onPress={() => onSave(reason.trim())} isDisabled={busy || !reason.trim()}>
            {t('document.takeUp')}
          </Button>
        </>
      }
    >
      <Field
        label={t('document.reason')}
        hint={t('document.reasonHint')}
        value={reason}
        onChange={setReason}
        autoFocus
        maxLength={1000}
      />
    </Dialog>
  );
}
