import { useMutation, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { changeDocument, deleteDocument, restoreDocument } from '../../api/documents.ts';
import { keys } from '../../api/keys.ts';
import { useNetworks } from '../../api/networks.ts';
import { sentence, toApiError } from '../../api/problem.ts';
import type { ChangeDocument, Document } from '../../api/types.ts';
import { asVersion } from '../../api/upload.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Field } from '../../ui/Field.tsx';
import { Menu } from '../../ui/Menu.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { tell } from '../../ui/Toasts.tsx';
import { startUploads } from '../../uploading/uploads.ts';
import { CheckOutDialog } from './CheckOut.tsx';
import { FolderChoice } from './FolderChoice.tsx';
import { useSeenChoice } from './seen.ts';
import { TagDocuments } from './TagDocuments.tsx';

const ForwardDialog = lazy(async () => ({
  default: (await import('../../forwarding/ForwardDialog.tsx')).ForwardDialog,
}));

/** New version, another name, place or tags, and taking away (with undo). */
export function DocumentMenu({ document }: { document: Document }) {
  const { t } = useWords();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [open, setOpen] = useState<'version' | 'rename' | 'move' | 'tag' | 'out' | 'forward' | null>(null);
  const linked = useNetworks().some((one) => one.id === document.network?.id && one.linked);
  const refresh = () => {
    void client.invalidateQueries({ queryKey: ['documents'] });
    void client.invalidateQueries({ queryKey: keys.document(document.id) });
  };
  const restore = useMutation({
    mutationFn: () => restoreDocument(document.id),
    onSuccess: () => {
      refresh();
      tell(t('document.restored', { name: document.name }));
    },
    onError: (error) => tell(sentence(error, t('ui.broken.body'))),
  });
  const remove = useMutation({
    mutationFn: () => deleteDocument(document),
    onSuccess: async () => {
      await navigate(document.network ? `/natverk/${document.network.slug}/dokument` : '/');
      void client.invalidateQueries({ queryKey: ['documents'] });
      tell(t('document.deletedDone', { name: document.name }), () => restore.mutate());
    },
    onError: (error) => tell(sentence(error, t('ui.broken.body'))),
  });
  const seen = useSeenChoice(document);
  const change = useMutation({
    mutationFn: (body: ChangeDocument) => changeDocument(document, body),
    onSuccess: () => {
      setOpen(null);
      refresh();
      void client.invalidateQueries({ queryKey: ['tags'] });
    },
    // what has no dialog to say it in
    onError: (error, body) => {
      if (body.state || body.publish || typeof body.pinned === 'boolean')
        tell(sentence(error, t('ui.broken.body')));
    },
  });
  const close = () => {
    change.reset();
    setOpen(null);
  };
  const wrong = change.error && <Notice wrong>{sentence(change.error, t('ui.broken.body'))}</Notice>;
  const choices = [
    ...(document.may.write
      ? [
          { id: 'version', text: t('document.newVersion'), act: () => setOpen('version') },
          // what is in the archive keeps its name and its place
          ...(document.archived
            ? []
            : [
                { id: 'rename', text: t('document.rename'), act: () => setOpen('rename') },
                { id: 'move', text: t('document.move'), act: () => setOpen('move') },
              ]),
          ...(document.may.publish
            ? [
                {
                  id: 'publish',
                  text: t('document.publish'),
                  act: () =>
                    change.mutate({ publish: true }, { onSuccess: () => tell(t('document.publishedDone')) }),
                },
              ]
            : []),
          { id: 'tag', text: t('document.tag'), act: () => setOpen('tag') },
          ...(document.checked_out
            ? []
            : [{ id: 'out', text: t('document.checkOut'), act: () => setOpen('out') }]),
          ...(document.state === 'under_review'
            ? []
            : [
                document.state === 'draft'
                  ? {
                      id: 'done',
                      text: t('document.markDone'),
                      act: () => change.mutate({ state: 'approved' }),
                    }
                  : {
                      id: 'draft',
                      text: t('document.markDraft'),
                      act: () => change.mutate({ state: 'draft' }),
                    },
              ]),
        ]
      : []),
    ...(document.may.pin && document.may.write
      ? [
          {
            id: 'pin',
            text: t(document.pinned ? 'document.unpin' : 'document.pin'),
            act: () =>
              change.mutate(
                { pinned: !document.pinned },
                { onSuccess: () => tell(t(document.pinned ? 'document.unpinned' : 'document.pinnedDone')) },
              ),
          },
        ]
      : []),
    ...seen,
    ...(linked && document.may.forward
      ? [{ id: 'forward', text: t('linked.forward.act'), act: () => setOpen('forward') }]
      : []),
    ...(document.may.delete
      ? [{ id: 'delete', text: t('document.delete'), act: () => remove.mutate() }]
      : []),
  ];
  if (choices.length === 0) return null;
  return (
    <>
      <Menu label={t('ui.actions')} choices={choices} />
      {open === 'version' && <NewVersion document={document} onClose={() => setOpen(null)} />}
      {open === 'out' && <CheckOutDialog document={document} onClose={() => setOpen(null)} />}
      {open === 'forward' && document.network && (
        <Suspense fallback={null}>
          <ForwardDialog
            network={document.network.id}
            what={{ document: document.id, title: document.name }}
            onClose={() => setOpen(null)}
          />
        </Suspense>
      )}
      {open === 'rename' && <Rename document={document} onClose={() => setOpen(null)} onDone={refresh} />}
      {open === 'move' && (
        <FolderChoice
          title={t('document.moveTitle', { count: 1 })}
          room={document.room.id}
          busy={change.isPending}
          onClose={close}
          onChoose={(folder) => change.mutate({ folder_id: folder })}
        >
          {wrong}
        </FolderChoice>
      )}
      {open === 'tag' && (
        <TagDocuments
          documents={[document]}
          busy={change.isPending}
          wrongDate={toApiError(change.error).field('/dated')}
          onClose={close}
          onSave={(tags) => change.mutate(tags(document))}
        >
          {wrong}
        </TagDocuments>
      )}
    </>
  );
}

function NewVersion({ document, onClose }: { document: Document; onClose: () => void }) {
  const { t } = useWords();
  const client = useQueryClient();
  const [comment, setComment] = useState('');
  const [tried, setTried] = useState(false);
  const unsaid = document.archived && !comment.trim();
  const input = useRef<HTMLInputElement>(null);
  return (
    <Dialog
      title={t('document.newVersionTitle')}
      isOpen
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>{t('ui.cancel')}</Button>
          <Button look="filled" onPress={() => (unsaid ? setTried(true) : input.current?.click())}>
            {t('document.chooseFiles')}
          </Button>
        </>
      }
    >
      <Field
        label={t('document.comment')}
        hint={document.archived ? t('document.reasonHint') : undefined}
        value={comment}
        onChange={setComment}
        error={tried && unsaid ? t('document.reasonRequired') : undefined}
        autoFocus
        maxLength={500}
      />
      <input
        ref={input}
        type="file"
        hidden
        onChange={(event) => {
          const file = event.target.files?.[0];
          if (!file) return;
          startUploads(client, [file], asVersion(document.id, comment.trim(), document.room.id));
          onClose();
        }}
      />
    </Dialog>
  );
}

function Rename({
  document,
  onClose,
  onDone,
}: {
  document: Document;
  onClose: () => void;
  onDone: () => void;
}) {
  const { t } = useWords();
  const [name, setName] = useState(document.name);
  const rename = useMutation({
    mutationFn: () => changeDocument(document, { name: name.trim() }),
    onSuccess: () => {
      onDone();
      onClose();
    },
  });
  return (
    <Dialog
      title={t('document.rename')}
      isOpen
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>{t('ui.cancel')}</Button>
          <Button look="filled" onPress={() => rename.mutate()} isDisabled={!name.trim() || rename.isPending}>
            {t('ui.save')}
          </Button>
        </>
      }
    >
      {rename.error && <Notice wrong>{sentence(rename.error, t('ui.broken.body'))}</Notice>}
      <Field label={t('document.name')} value={name} onChange={setName} autoFocus maxLength={255} />
    </Dialog>
  );
}
