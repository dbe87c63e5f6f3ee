import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { useTyped } from './useTyped.ts';

let typed: ReturnType<typeof useTyped>;
function Field({ asked, onAsk }: { asked: string; onAsk: (words: string) => void }) {
  typed = useTyped(asked, onAsk);
  return null;
}

describe('what is typed into the page of a search', () => {
  const onAsk = vi.fn();
  const root = createRoot(document.createElement('div'));
  const show = (asked: string) => act(() => root.render(<Field asked={asked} onAsk={onAsk} />));
  const type = (words: string) => act(() => typed.setQ(words));
  const pause = () => act(() => vi.advanceTimersByTime(400));

  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it('is asked for once one pauses, and kept while the address catches up', () => {
    show('');
    type('b');
    pause();
    expect(onAsk).not.toHaveBeenCalled();
    type('barn');
    type('barnb');
    pause();
    expect(onAsk.mock.calls).toEqual([['barnb']]);
    type('barnbok');
    show('barnb');
    expect(typed.q).toBe('barnbok');
    pause();
    expect(onAsk).toHaveBeenLastCalledWith('barnbok');
    // what is asked elsewhere on the page, or by going back, stands in the field
    show('barnbok');
    show('elevråd');
    expect(typed.q).toBe('elevråd');
    pause();
    expect(onAsk).toHaveBeenCalledTimes(2);
  });
});
