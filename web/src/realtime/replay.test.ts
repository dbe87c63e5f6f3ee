import { QueryClient } from '@tanstack/react-query';
import { describe, expect, it } from 'vitest';
import { type ChangeFrame, ownChange } from './frames.ts';
import { startReplay } from './replay.ts';

describe('frames that arrive during a request', () => {
  it('are applied again to its answer, and only those', async () => {
    const client = new QueryClient();
    const applied: ChangeFrame[][] = [];
    let time = 0;
    const replay = startReplay(
      client,
      (frames) => applied.push(frames),
      () => time,
    );
    const early = ownChange({ kind: 'draft_changed', data: { place: 'early' } });
    const late = ownChange({ kind: 'draft_changed', data: { place: 'late' } });
    replay.remember(early);
    time = 10;
    let answer: (value: string) => void = () => undefined;
    const asked = client.fetchQuery({
      queryKey: ['x'],
      queryFn: () => new Promise<string>((done) => (answer = done)),
    });
    time = 20;
    replay.remember(late);
    answer('old');
    await asked;
    expect(applied).toEqual([[late]]);
    client.setQueryData(['x'], 'by hand');
    expect(applied).toHaveLength(1);
    replay.stop();
  });
});
