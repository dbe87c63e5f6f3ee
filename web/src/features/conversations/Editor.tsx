import { lazy, Suspense, useLayoutEffect, useRef } from 'react';
import { ToggleButton } from 'react-aria-components/ToggleButton';
import type { MentionSuggestion } from '../../api/types.ts';
import { useWords } from '../../locales/useWords.ts';
import { usePreference } from '../../ui/preference.ts';
import { type Known, mentionBegun, shown, stored, token } from '../../writing/tokens.ts';
import css from './Editor.module.css';
import { MentionList } from './MentionList.tsx';
import { useMentioning } from './useMentioning.ts';

/** Off the line it may not come: one goes on writing in the plain field, which holds the same. */
const RichEditor = lazy(() => import('./RichEditor.tsx').catch(() => ({ default: Plain })));
const MAX_HEIGHT_PX = 360;
const GROWS = typeof CSS !== 'undefined' && CSS.supports('field-sizing', 'content');

export interface EditorProps {
  value: string;
  onChange: (text: string) => void;
  /** With the text, where the field knows it better than who holds it. */
  onSend: (text?: string) => void;
  /** The room it will be read in: whom one may mention. */
  room?: string | undefined;
  label?: string;
  labelledBy?: string;
  placeholder?: string;
  minRows?: number;
  /** Enter sends (chat); otherwise Ctrl or ⌘ with Enter does. */
  enterSends?: boolean;
  autoFocus?: boolean;
}

/** Where one writes: a plain field that grows, or with formatting (fetched only when wanted). Both hold Markdown. */
export function Editor(props: EditorProps) {
  const { t } = useWords();
  const [rich, setRich] = usePreference('richEditor', false);
  return (
    <div className={css.editor}>
      {rich ? (
        <Suspense fallback={<Plain {...props} />}>
          <RichEditor {...props} />
        </Suspense>
      ) : (
        <Plain {...props} />
      )}
      <ToggleButton className={css.mode ?? ''} isSelected={rich} onChange={setRich}>
        {t('conversation.formatted')}
      </ToggleButton>
    </div>
  );
}

function Plain({
  value,
  onChange,
  onSend,
  room,
  label,
  labelledBy,
  placeholder,
  minRows = 1,
  enterSends,
  autoFocus,
}: EditorProps) {
  const field = useRef<HTMLTextAreaElement>(null);
  // What the field shows for the references in the text.
  const known = useRef<Known>(new Map());
  const caret = useRef<number | null>(null);
  const text = shown(value, known.current);
  const choose = (one: MentionSuggestion) => {
    const area = field.current;
    if (!area) return;
    const before = area.value.slice(0, area.selectionStart);
    const begun = mentionBegun(before);
    if (!begun) return;
    const name = token(`@${one.name}`, one.reference, known.current);
    const next = `${before.slice(0, begun.from)}${name} `;
    caret.current = next.length;
    onChange(stored(next + area.value.slice(area.selectionStart).replace(/^ /, ''), known.current));
    area.focus();
  };
  const mentioning = useMentioning(room, choose);
  // biome-ignore lint/correctness/useExhaustiveDependencies: height and caret follow the text
  useLayoutEffect(() => {
    const area = field.current;
    if (!area) return;
    // Where the browser can't let the field grow by itself; asking for the height lays out the whole page.
    if (!GROWS) {
      area.style.height = 'auto';
      area.style.height = `${Math.min(MAX_HEIGHT_PX, area.scrollHeight)}px`;
    }
    if (caret.current !== null) area.setSelectionRange(caret.current, caret.current);
    caret.current = null;
  }, [text]);
  useLayoutEffect(() => {
    if (!autoFocus || !field.current) return;
    field.current.focus();
    field.current.setSelectionRange(field.current.value.length, field.current.value.length);
  }, [autoFocus]);
  const look = (area: HTMLTextAreaElement) => {
    const before = area.value.slice(0, area.selectionStart);
    const begun = area.selectionStart === area.selectionEnd ? mentionBegun(before) : null;
    // One that has been chosen is no longer being written.
    const chosen = begun && [...known.current.keys()].some((name) => before.startsWith(name, begun.from));
    mentioning.begin(begun && !chosen ? begun.q : null);
  };
  return (
    <div className={css.plain}>
      <MentionList mentioning={mentioning} />
      <textarea
        ref={field}
        className={css.area}
        aria-label={label}
        aria-labelledby={labelledBy}
        {...mentioning.attributes}
        placeholder={placeholder}
        rows={minRows}
        value={text}
        onChange={(event) => {
          onChange(stored(event.target.value, known.current));
          look(event.target);
        }}
        onSelect={(event) => mentioning.open && look(event.currentTarget)}
        onBlur={() => mentioning.begin(null)}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if (mentioning.key(event)) {
            event.preventDefault();
            event.stopPropagation();
            return;
          }
          if (event.key !== 'Enter') return;
          if (event.ctrlKey || event.metaKey || (enterSends && !event.shiftKey)) {
            event.preventDefault();
            onSend();
          }
        }}
      />
    </div>
  );
}
