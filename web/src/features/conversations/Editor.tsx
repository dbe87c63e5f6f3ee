import { lazy, Suspense, useLayoutEffect, useRef } from 'react';
import { ToggleButton } from 'react-aria-components/ToggleButton';
import { useWords } from '../../locales/useWords.ts';
import { usePreference } from '../../ui/preference.ts';
import css from './Editor.module.css';

const RichEditor = lazy(() => import('./RichEditor.tsx'));
const MAX_HEIGHT_PX = 360;

interface Props {
  value: string;
  onChange: (text: string) => void;
  onSend: () => void;
  label?: string;
  labelledBy?: string;
  placeholder?: string;
  minRows?: number;
  /** Enter sends (chat); otherwise Ctrl or ⌘ with Enter does. */
  enterSends?: boolean;
  autoFocus?: boolean;
}

/** Where one writes: a plain field that grows, or with formatting (fetched only when wanted). Both hold Markdown. */
export function Editor(props: Props) {
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
  label,
  labelledBy,
  placeholder,
  minRows = 1,
  enterSends,
  autoFocus,
}: Props) {
  const field = useRef<HTMLTextAreaElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the height follows the text
  useLayoutEffect(() => {
    const area = field.current;
    if (!area) return;
    area.style.height = 'auto';
    area.style.height = `${Math.min(MAX_HEIGHT_PX, area.scrollHeight)}px`;
  }, [value]);
  useLayoutEffect(() => {
    if (!autoFocus || !field.current) return;
    field.current.focus();
    field.current.setSelectionRange(field.current.value.length, field.current.value.length);
  }, [autoFocus]);
  return (
    <textarea
      ref={field}
      className={css.area}
      aria-label={label}
      aria-labelledby={labelledBy}
      placeholder={placeholder}
      rows={minRows}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
        if (event.ctrlKey || event.metaKey || (enterSends && !event.shiftKey)) {
          event.preventDefault();
          onSend();
        }
      }}
    />
  );
}
