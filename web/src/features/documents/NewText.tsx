import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { changeDocument, documentPage, fileAddress } from '../../api/documents.ts';
import { keys } from '../../api/keys.ts';
import { ApiError, sentence } from '../../api/problem.ts';
import type { Document, DocumentKind, Room } from '../../api/types.ts';
import { intoRoom, upload } from '../../api/upload.ts';
import { audienceWords } from '../../locales/names.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import { Choose } from '../../ui/Choose.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Field } from '../../ui/Field.tsx';
import { AudienceLine } from '../../ui/Lines.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { KINDS } from './kinds.ts';

const OWN = 'mall:';

/** A document to begin: from the outline of its kind, or from one of the network's own templates. */
export function NewText({
  network,
  rooms,
  first,
  folder,
  onClose,
}: {
  network: string;
  rooms: Room[];
  first: string;
  folder: string | null;
  onClose: () => void;
}) {
  const { t } = useWords();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [from, setFrom] = useState<string>('notes');
  const [name, setName] = useState('');
  const [room, setRoom] = useState(first);
  const target = rooms.find((one) => one.id === room);
  const filter = { network, kind: 'template' as const, sort: 'name' as const };
  const own = useQuery({
    queryKey: keys.documents(filter),
    queryFn: () => documentPage(filter),
  }).data?.items;
  const template = own?.find((one) => from === OWN + one.id);
  const make = useMutation({
    mutationFn: async (): Promise<Document> => {
      const file = template
        ? await copy(template, name.trim())
        : new File([`# ${name.trim()}\n\n${t(`outline.${from as DocumentKind}`)}\n`], `${name.trim()}.md`, {
            type: 'text/markdown',
          });
      const fields: Record<string, string> = { name: file.name };
      if (folder && room === first) fields.folder_id = folder;
      const made = await upload(file, intoRoom(room, fields), () => undefined).done;
      if (template) return made;
      return changeDocument(made, { document_kind: from as DocumentKind, state: 'draft' });
    },
    onSuccess: (made) => {
      void client.invalidateQueries({ queryKey: ['documents'] });
      onClose();
      navigate(`/dokument/${made.id}${template ? '' : '?andra=1'}`);
    },
  });
  return (
    <Dialog
      title={t('document.newText')}
      isOpen
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>{t('ui.cancel')}</Button>
          <Button look="filled" onPress={() => make.mutate()} isDisabled={!name.trim() || make.isPending}>
            {t('document.begin')}
          </Button>
        </>
      }
    >
      {make.error && <Notice wrong>{sentence(make.error, t('ui.broken.body'))}</Notice>}
      <Field label={t('document.name')} value={name} onChange={setName} autoFocus maxLength={190} />
      <Choose
        label={t('document.startFrom')}
        value={from}
        onChange={setFrom}
        options={[
          ...KINDS.map((id) => ({
            id,
            text: t(`terms.kindOfDocument.${id}`),
            note: t('document.outlineOf'),
          })),
          ...(own ?? []).map((one) => ({
            id: OWN + one.id,
            text: one.name,
            note: t('document.networksTemplate'),
          })),
        ]}
      />
      <Choose
        label={t('document.roomLabel')}
        value={room}
        onChange={setRoom}
        options={rooms.map((one) => ({
          id: one.id,
          text: one.name,
          note: audienceWords(one.audience, t),
        }))}
      />
      {target && <AudienceLine audience={target.audience} />}
    </Dialog>
  );
}

/** The template's newest version under a name of one's own, with its ending. */
async function copy(template: { id: string; name: string; version: number }, name: string): Promise<File> {
  const answer = await fetch(fileAddress(template.id, template.version));
  if (!answer.ok) throw new ApiError(answer.status, {});
  const ending = /\.\w{1,8}$/.exec(template.name)?.[0] ?? '';
  return new File([await answer.blob()], name.endsWith(ending) ? name : name + ending);
}
