import { useQuery } from '@tanstack/react-query';
import { Search } from 'lucide-react';
import { type KeyboardEvent, useDeferredValue, useEffect, useId, useState } from 'react';
import { Dialog as AriaDialog } from 'react-aria-components/Dialog';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { useNavigate } from 'react-router';
import { sentence } from '../../api/problem.ts';
import { MIN_LETTERS, searchQuery } from '../../api/search.ts';
import { useWords } from '../../locales/useWords.ts';
import { Button } from '../../ui/Button.tsx';
import { useMedia } from '../../ui/useMedia.ts';
import { DidYouMean } from './DidYouMean.tsx';
import { groupHits } from './group.ts';
import { addressOf, HitBody } from './HitItem.tsx';
import css from './SearchDialog.module.css';

const SHOWN = 12;

/** The one search box, over whatever page one is at: results as one types, arrows choose, Enter goes there. */
export default function SearchDialog({ onClose }: { onClose: () => void }) {
  const { t } = useWords();
  const navigate = useNavigate();
  const id = useId();
  const [q, setQ] = useState('');
  const asked = useDeferredValue(q.trim());
  const [at, setAt] = useState(0);
  const phone = useMedia('(width < 50rem)');
  const found = useQuery(searchQuery({ q: asked }, SHOWN));
  const long = asked.length >= MIN_LETTERS;
  const groups = groupHits(long ? (found.data?.items ?? []) : []);
  const hits = groups.flatMap((group) => group.hits);
  const all = `/sok?q=${encodeURIComponent(q.trim())}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: other words, other hits
  useEffect(() => setAt(0), [asked]);
  const go = (address: string) => {
    onClose();
    void navigate(address);
  };
  const key = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      const step = event.key === 'ArrowDown' ? 1 : -1;
      const next = hits.length ? (at + step + hits.length) % hits.length : 0;
      setAt(next);
      document.getElementById(`${id}-${next}`)?.scrollIntoView({ block: 'nearest' });
    } else if (event.key === 'Enter') {
      event.preventDefault();
      const hit = hits[at];
      if (hit && asked === q.trim()) go(addressOf(hit, asked));
      else if (q.trim().length >= MIN_LETTERS) go(all);
    }
  };
  let index = -1;
  return (
    <ModalOverlay
      className={css.overlay ?? ''}
      isOpen
      onOpenChange={(open) => !open && onClose()}
      isDismissable
    >
      <Modal className={css.modal ?? ''}>
        <AriaDialog className={css.dialog ?? ''} aria-label={t('search.title')}>
          <div className={css.box}>
            <Search size={20} aria-hidden />
            <input
              // biome-ignore lint/a11y/noAutofocus: the dialog is opened to write in it
              autoFocus
              type="search"
              className={css.field}
              value={q}
              onChange={(event) => setQ(event.target.value)}
              onKeyDown={key}
              role="combobox"
              aria-expanded={hits.length > 0}
              aria-controls={`${id}-list`}
              aria-activedescendant={hits.length > 0 ? `${id}-${at}` : undefined}
              aria-autocomplete="list"
              aria-label={t('search.label')}
              placeholder={t('search.placeholder')}
            />
            <Button look="quiet" onPress={onClose}>
              {t('ui.close')}
            </Button>
          </div>
          <div
            className={css.results}
            id={`${id}-list`}
            role="listbox"
            aria-label={t('search.title')}
            tabIndex={-1}
          >
            {groups.map((group) => (
              // biome-ignore lint/a11y/useSemanticElements: a group of a listbox
              <div key={group.kind} role="group" aria-label={t(`terms.hitKind.${group.kind}`)}>
                <p className={css.group} aria-hidden>
                  {t(`terms.hitKind.${group.kind}`)}
                </p>
                {group.hits.map((hit) => {
                  index += 1;
                  const place = index;
                  return (
                    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are taken by the field above
                    <div
                      key={`${hit.kind}${hit.id}`}
                      id={`${id}-${place}`}
                      role="option"
                      tabIndex={-1}
                      aria-selected={place === at}
                      className={`${css.option} ${place === at ? css.at : ''}`}
                      onMouseMove={() => setAt(place)}
                      onClick={() => go(addressOf(hit, asked))}
                    >
                      <HitBody hit={hit} />
                    </div>
                  );
                })}
              </div>
            ))}
          </div>
          <div className={css.foot} role="status">
            {found.error ? (
              <span>{sentence(found.error, t('ui.network.body'))}</span>
            ) : !long ? (
              <span>
                {t('search.hint')} {!phone && t('search.hintKeys')}
              </span>
            ) : found.data && hits.length === 0 && !found.isFetching ? (
              <span>
                {t('search.none', { q: asked })}{' '}
                {found.data.suggestion ? (
                  <DidYouMean words={found.data.suggestion} onChoose={setQ} />
                ) : (
                  t('search.noneHint')
                )}
              </span>
            ) : hits.length > 0 ? (
              <>
                <Button look="quiet" onPress={() => go(all)}>
                  {t('search.seeAll')}
                  {found.data?.total != null && ` (${found.data.total})`}
                </Button>
                {found.data?.suggestion && <DidYouMean words={found.data.suggestion} onChoose={setQ} />}
              </>
            ) : (
              <span>{t('search.searching')}</span>
            )}
          </div>
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}
