import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');
const sources = new Map(
  readdirSync(root, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.tsx') && !entry.name.includes('.test.'))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => [relative(root, file), readFileSync(file, 'utf8')]),
);
const those = (holds: (text: string, file: string) => boolean) =>
  [...sources].filter(([file, text]) => holds(text, file)).map(([file]) => file);

/** What is made of the fields themselves: whoever uses them says for whom. */
const FIELDS = ['ui/Field.tsx', 'features/conversations/Editor.tsx', 'features/conversations/RichEditor.tsx'];

/**
 * Forms of several lines that are no composers: what is filled in about a network, a seat, an application or oneself, with
 * who sees it told by the form. A new one is decided about here.
 */
const FORMS = [
  // The network, its rooms, its seats and who takes part.
  'features/networks/NetworkSettings.tsx',
  'features/networks/ChangeForm.tsx',
  'features/networks/NewSeat.tsx',
  'features/running/NewNetwork.tsx',
  'features/rooms/RoomForm.tsx',
  'features/seats/RoundsPage.tsx',
  'features/seats/BeginPage.tsx',
  'features/seats/ProposeSuccessor.tsx',
  'features/seats/ChangeSeat.tsx',
  'inviting/AddToHome.tsx',
  'inviting/DeclineSuccessor.tsx',
  'features/agreements/WriteDialog.tsx',
  'features/coordination/finishing/GivePlace.tsx',
  'features/coordination/WordGroup.tsx',
  // How an organisation joins, and what it is asked.
  'features/joining/SayDialog.tsx',
  'features/joining/InviteOrganisation.tsx',
  'features/joining/Dialogue.tsx',
  'features/joining/Answers.tsx',
  'features/joining/EditConditions.tsx',
  'features/joining/ApplyPage.tsx',
  'features/coordination/finishing/AnswerCase.tsx',
  'deciding/Decide.tsx',
  // A meeting's facts, and what one host leaves to the next.
  'features/meetings/MeetingForm.tsx',
  'features/meetings/WriteHandover.tsx',
  // One's own: the page one takes home, what one says of oneself, a fault one reports.
  'features/home/WritePage.tsx',
  'features/settings/ProfilePart.tsx',
  'features/statement/StatementPage.tsx',
];

const severalLines = (text: string) => /<Editor\b|<RichEditor\b|<textarea\b|\brows=\{\d+\}/.test(text);

describe('whatever several lines are written in', () => {
  it('says who will read it and that it may become a public record', () => {
    const says = /<WrittenFor\b|conversation\.publicRecord|<OpeningWords\b|<BeginDialog\b/;
    const silent = those((text) => severalLines(text) && !says.test(text));
    expect(silent.filter((file) => !FIELDS.includes(file) && !FORMS.includes(file))).toEqual([]);
  });

  it('is in the list of forms only as long as it is one', () => {
    expect(FORMS.filter((file) => !severalLines(sources.get(file) ?? ''))).toEqual([]);
  });

  it('keeps a draft where what is written is rich', () => {
    const rich = those((text) => /<Editor\b/.test(text) && !/useDraft\(|draft: DraftHandle/.test(text));
    expect(rich.filter((file) => !FIELDS.includes(file))).toEqual([]);
  });
});

describe('whatever keeps a draft', () => {
  const drafts = those((text) => /\buseDraft\(/.test(text));

  it('is known', () => {
    expect(drafts.length).toBeGreaterThan(12);
  });

  it('says that it is kept', () => {
    expect(drafts.filter((file) => !/<DraftNote\b|<BeginDialog\b/.test(sources.get(file) ?? ''))).toEqual([]);
  });

  it('shows what was written on another device meanwhile', () => {
    expect(drafts.filter((file) => !/<OtherDraft\b|<OpeningWords\b/.test(sources.get(file) ?? ''))).toEqual(
      [],
    );
  });
});
