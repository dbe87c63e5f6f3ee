import { useQuery } from '@tanstack/react-query';
import { Download, PencilLine } from 'lucide-react';
import { lazy, Suspense } from 'react';
import { Link, useParams, useSearchParams } from 'react-router';
import {
  documentQuery,
  fileAddress,
  pagesQuery,
  renditionAddress,
  versionQuery,
} from '../../api/documents.ts';
import type { Document, DocumentPage as PageText } from '../../api/types.ts';
import { ForwardedFrom } from '../../forwarding/ForwardedFrom.tsx';
import { useLiesIn } from '../../frame/currentNetwork.ts';
import { roomName } from '../../locales/names.ts';
import { useWords } from '../../locales/useWords.ts';
import { useStream } from '../../realtime/live.ts';
import { Button, FileLink } from '../../ui/Button.tsx';
import { FailedPage } from '../../ui/FailedPage.tsx';
import { OneOf } from '../../ui/Filters.tsx';
import { Later } from '../../ui/Later.tsx';
import { AudienceLine } from '../../ui/Lines.tsx';
import { Failure, Notice } from '../../ui/Notice.tsx';
import { Page } from '../../ui/Page.tsx';
import { useMedia } from '../../ui/useMedia.ts';
import { BlocksView } from './BlocksView.tsx';
import { CheckedOutNotice } from './CheckOut.tsx';
import { DocumentMenu } from './DocumentMenu.tsx';
import css from './DocumentPage.module.css';
import { DocumentSide } from './DocumentSide.tsx';
import { EditText } from './EditText.tsx';
import { FindBar } from './FindBar.tsx';
import { useSayOpened } from './seen.ts';
import { TextView } from './TextView.tsx';
import { useHits } from './useHits.ts';

/** The pages as they look, the file as it is built, its words. */
type View = 'sidor' | 'byggd' | 'text';
const NONE: readonly PageText[] = [];

const PdfView = lazy(() => import('./PdfView.tsx'));

/** A document: its pages or its text at the found place, and beside it what it is and its versions. */
export function DocumentPage() {
  const { id = '' } = useParams();
  const query = useQuery(documentQuery(id));
  const document = query.data;
  useLiesIn(document?.network?.id);
  useStream(document?.at);
  if (query.error && !document) return <FailedPage error={query.error} retry={() => void query.refetch()} />;
  if (!document) return <Later lines={5} />;
  return <Shown key={document.id} document={document} />;
}

function Shown({ document }: { document: Document }) {
  const { t } = useWords();
  useSayOpened(document);
  const phone = useMedia('(width < 50rem)');
  const [params, setParams] = useSearchParams();
  const version = Number(params.get('version')) || document.version;
  // Of many versions only the newest stand with the document; an older one is asked for by its number.
  const listed = document.versions.find((one) => one.number === version);
  const alone = useQuery({ ...versionQuery(document.id, version), enabled: !listed });
  const shownVersion = listed ?? alone.data;
  const newest = version === document.version;
  const reading = newest ? document.reading : (shownVersion?.reading ?? document.reading);
  const readable = reading === 'read';
  const pages = useQuery({ ...pagesQuery(document.id, version), enabled: readable });
  const drawn = shownVersion?.drawn ?? false;
  // Made before there was anything to make pages with, or as one of several at once.
  const undrawn = shownVersion && !newest && !drawn && document.versions.some((one) => one.drawn);
  const paged = useQuery({ ...pagesQuery(document.id, version, true), enabled: readable && drawn });
  const visual =
    drawn || (document.kind === 'pdf' && reading !== 'damaged' && reading !== 'password_protected');
  const picture = document.kind === 'image';
  const built = (pages.data ?? NONE).some((page) => page.blocks.length > 0);
  const editable = document.may.write && newest && isText(document);
  const editing = editable && params.get('andra') === '1';
  const views: View[] = [
    ...(visual ? (['sidor'] as const) : []),
    ...(built ? (['byggd'] as const) : []),
    'text',
  ];
  // A phone reads text; a page made for paper is one tap away.
  const first = phone && readable ? (built && document.kind === 'presentation' ? 'byggd' : 'text') : views[0];
  const view = views.find((one) => one === params.get('visa')) ?? first ?? 'text';
  // Pages made of a file are what its address counts, whichever way one looks at it.
  const counted = paged.data?.length ? paged.data : (pages.data ?? NONE);
  const hits = useHits(view === 'sidor' ? counted : (pages.data ?? NONE), params.get('q') ?? '', counted);
  const set = (name: string, value: string | null) =>
    setParams(
      (held) => {
        if (value === null) held.delete(name);
        else held.set(name, value);
        return held;
      },
      { replace: true },
    );
  const named = (one: View) => {
    if (one === 'sidor') return t('document.asPages');
    if (one === 'text') return t('document.asText');
    return t(document.kind === 'presentation' ? 'document.asSlides' : 'document.asBuilt');
  };
  const shown = () => (
    <>
      {!readable && <Notice>{t(`document.unreadable.${reading}`)}</Notice>}
      {undrawn && readable && <Notice>{t('document.notAsPages')}</Notice>}
      {(readable || visual) && (
        <div className={css.bar}>
          {views.length > 1 && readable && (
            <OneOf
              label={t('document.view')}
              value={view}
              onChange={(id) => set('visa', id)}
              options={views.map((id) => ({ id, text: named(id) }))}
            />
          )}
          {readable && <FindBar hits={hits} document={document} />}
        </div>
      )}
      {view === 'sidor' ? (
        <Suspense fallback={<Later />}>
          <PdfView
            address={drawn ? renditionAddress(document.id, version) : fileAddress(document.id, version)}
            name={document.name}
            hits={hits}
          />
        </Suspense>
      ) : picture ? (
        <img
          className={css.picture}
          src={fileAddress(document.id, version)}
          alt={t('document.pictureOf', { name: document.name })}
        />
      ) : readable && !pages.data ? (
        pages.error ? (
          <Failure error={pages.error} retry={() => void pages.refetch()} />
        ) : (
          <Later lines={4} />
        )
      ) : readable && view === 'byggd' ? (
        <BlocksView
          id={document.id}
          version={version}
          pages={pages.data ?? []}
          hits={hits}
          cards={document.kind === 'presentation'}
        />
      ) : (
        readable && (
          <TextView
            pages={pages.data ?? []}
            hits={hits}
            paged={document.kind === 'pdf' || document.kind === 'presentation'}
          />
        )
      )}
    </>
  );
  return (
    <Page
      title={document.name}
      above={
        document.network && (
          <Link to={`/natverk/${document.network.slug}/dokument?rum=${document.room.id}`}>
            {roomName(document.room, t)}
          </Link>
        )
      }
      below={
        <span className={css.below}>
          <AudienceLine audience={document.audience} room={document.room.id} />
          {document.version > 1 && <span>{t('document.version', { number: version })}</span>}
          {document.state !== 'approved' && (
            <span className={css.state}>{t(`terms.documentState.${document.state}`)}</span>
          )}
        </span>
      }
      acts={
        <>
          <FileLink
            look="filled"
            href={fileAddress(document.id, version)}
            download
            icon={<Download size={17} aria-hidden />}
          >
            {t('document.download')}
          </FileLink>
          {editable && !editing && (
            <Button onPress={() => set('andra', '1')} icon={<PencilLine size={17} aria-hidden />}>
              {t('document.editText')}
            </Button>
          )}
          <DocumentMenu document={document} />
        </>
      }
      aside={<DocumentSide document={document} version={version} page={hits.page} />}
      wide
    >
      <ForwardedFrom from={document.forwarded_from} />
      <CheckedOutNotice document={document} />
      {editing ? (
        <EditText document={document} onClose={() => set('andra', null)} />
      ) : shownVersion || newest ? (
        shown()
      ) : alone.error ? (
        <Failure error={alone.error} retry={() => void alone.refetch()} />
      ) : (
        <Later lines={4} />
      )}
    </Page>
  );
}

/** What is written in place: plain text and Markdown. */
const isText = (document: Document) => /^text\/(plain|markdown)/.test(document.media_type);
