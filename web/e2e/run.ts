/**
 * Runs the browser tests against SAMRUM_TEST_URL, a demo. `node e2e/run.ts [part of a name…]` runs some of them.
 * SAMRUM_TEST_MAIL=folder is where the demo puts its mails. SAMRUM_TEST_SHOTS=folder keeps a picture of every page.
 * SAMRUM_TEST_LANE=1 or 2 runs a half of them, so that two demos are tried side by side: what asks every page of axe keeps a
 * processor busy by itself and comes after what waits most of its time. A third lane would save two minutes in twenty, and
 * nothing would be left for what takes its time.
 */
import { BASE, Rig } from './harness.ts';
import * as archive from './scenarios/archive.ts';
import * as asking from './scenarios/asking.ts';
import * as attending from './scenarios/attending.ts';
import * as beginning from './scenarios/beginning.ts';
import * as calling from './scenarios/calling.ts';
import * as deciding from './scenarios/deciding.ts';
import * as desk from './scenarios/desk.ts';
import * as documents from './scenarios/documents.ts';
import * as dossier from './scenarios/dossier.ts';
import * as drafts from './scenarios/drafts.ts';
import * as everyPage from './scenarios/every-page.ts';
import * as finding from './scenarios/finding.ts';
import * as formatted from './scenarios/formatted.ts';
import * as governing from './scenarios/governing.ts';
import * as home from './scenarios/home.ts';
import * as hosting from './scenarios/hosting.ts';
import * as joining from './scenarios/joining.ts';
import * as keeping from './scenarios/keeping.ts';
import * as keyboard from './scenarios/keyboard.ts';
import * as linked from './scenarios/linked.ts';
import * as mailings from './scenarios/mailings.ts';
import * as meetings from './scenarios/meetings.ts';
import * as membership from './scenarios/membership.ts';
import * as messages from './scenarios/messages.ts';
import * as offline from './scenarios/offline.ts';
import * as people from './scenarios/people.ts';
import * as questions from './scenarios/questions.ts';
import * as reading from './scenarios/reading.ts';
import * as rooms from './scenarios/rooms.ts';
import * as running from './scenarios/running.ts';
import * as seats from './scenarios/seats.ts';
import * as signingIn from './scenarios/signing-in.ts';
import * as talking from './scenarios/talking.ts';
import * as threads from './scenarios/threads.ts';
import * as writing from './scenarios/writing.ts';

type Scenario = (rig: Rig) => Promise<void>;
/** Where the one who acts does so at the other width than usual. */
const [PHONE, DESK] = [390, 1440];
const all: [string, Scenario][] = [
  ['signing in: every role', signingIn.everyRoleSignsIn],
  ['signing in: a wrong password says so', signingIn.wrongPasswordSaysSo],
  [
    'signing in: back to where one was sent from, and ending other devices',
    signingIn.comesBackWhereItWasSentFrom,
  ],
  ['signing in: what one sets is kept', signingIn.whatOneSetsIsKept],
  ['talking: an answer arrives live, is edited, taken away and brought back', talking.anAnswerArrivesLive],
  [
    'talking: an answer arrives live, all of it from a phone',
    (rig) => talking.anAnswerArrivesLive(rig, PHONE),
  ],
  ['talking: an answer arrives where no websocket gets through', talking.anAnswerArrivesWithoutALine],
  ['talking: two people chat', talking.twoPeopleChat],
  ['talking: two people chat, begun on a phone', (rig) => talking.twoPeopleChat(rig, PHONE)],
  ['talking: who may not attach files is told so', talking.anObserverIsToldOfFiles],
  ['talking: a direct conversation', talking.aDirectConversation],
  ['talking: a direct conversation begun on a phone', (rig) => talking.aDirectConversation(rig, PHONE)],
  ['talking: a direct conversation of three', talking.aGroupTalks],
  ['talking: a direct conversation of three, begun on a phone', (rig) => talking.aGroupTalks(rig, PHONE)],
  ['talking: days are divided, at both widths', talking.daysAreDivided],
  ['talking: a draft survives', talking.aDraftSurvives],
  ['talking: reading to the end', talking.readingToTheEnd],
  ['talking: offline it waits', talking.offlineItWaits],
  ['messages: what changed is shown word by word', messages.whatChangedIsShown],
  ['messages: what changed on a phone is shown at a desk', (rig) => messages.whatChangedIsShown(rig, PHONE)],
  ['messages: a reaction by keyboard arrives live, by organisation', messages.aReactionByKeyboard],
  ['messages: an answer in a chat follows what it answers', messages.anAnswerFollowsWhatItAnswers],
  ['messages: flagged, hidden with a trace, undone', messages.flaggedHiddenAndUndone],
  [
    'messages: flagged at a desk, hidden and undone on a phone',
    (rig) => messages.flaggedHiddenAndUndone(rig, PHONE),
  ],
  ['messages: who has seen, by organisation', messages.whoHasSeen],
  ['messages: who has seen, asked on a phone', (rig) => messages.whoHasSeen(rig, PHONE)],
  ['messages: which organisations have opened a document, told live', messages.whoHasOpenedADocument],
  [
    'messages: which organisations have opened a document, asked on a phone',
    (rig) => messages.whoHasOpenedADocument(rig, PHONE),
  ],
  ['reading: a long thread from where one is', reading.aLongThreadIsReadFromWhereOneIs],
  ['reading: all of a room or a network at once, in every window', reading.allOfARoomIsReadEverywhere],
  ['reading: who has answered is told whole', reading.whoHasAnsweredIsTold],
  ['reading: who answers from far up keeps what is unread', reading.answeringFromFarUp],
  ['reading: typing beside much is quick', reading.typingIsQuick],
  ['writing: a mention by keyboard, in both modes', writing.aMentionByKeyboard],
  ['writing: with formatting, by its buttons', formatted.byTheButtons],
  ['writing: with formatting, by its buttons, on a phone', (rig) => formatted.byTheButtons(rig, PHONE)],
  ['writing: a mention that reaches nobody', writing.aMentionThatReachesNobody],
  [
    'writing: a mention that reaches nobody, at a desk',
    (rig) => writing.aMentionThatReachesNobody(rig, DESK),
  ],
  ['writing: an organisation and the hosts are called', calling.anOrganisationAndTheHosts],
  [
    'writing: an organisation and the hosts are called, on a phone',
    (rig) => calling.anOrganisationAndTheHosts(rig, PHONE),
  ],
  ['writing: everybody is called, once, at both widths', calling.everybody],
  ['writing: a quote lives and dies with its source', writing.aQuoteLives],
  ['writing: a passage is quoted on a phone', (rig) => writing.aQuoteLives(rig, PHONE)],
  ['writing: what is pasted and dropped', writing.whatIsPastedAndDropped],
  ['writing: what is pasted on a phone', (rig) => writing.whatIsPastedAndDropped(rig, PHONE)],
  ['writing: below a tall title with the keyboard up, at 390 px', writing.belowATallTitle],
  ['writing: drafts are live on two devices', drafts.draftsAreLive],
  ['writing: what another device wrote meanwhile is shown', drafts.theOtherDraftIsShown],
  [
    'writing: what another device wrote meanwhile is shown, at a desk',
    (rig) => drafts.theOtherDraftIsShown(rig, DESK),
  ],
  ['writing: an offline spell of two', offline.anOfflineSpell],
  ['writing: said of a document offline', offline.saidOfADocumentOffline],
  ['writing: said of a document offline, on a phone', (rig) => offline.saidOfADocumentOffline(rig, PHONE)],
  ['writing: a file chosen offline comes with its message, on a phone', offline.aFileOffline],
  ['writing: a file chosen offline, at a desk', (rig) => offline.aFileOffline(rig, DESK)],
  ['writing: what is refused comes back', offline.whatIsRefusedComesBack],
  ['writing: with formatting, the last words are sent too', formatted.theLastWordsAreSent],
  [
    'writing: with formatting, the last words are sent too, on a phone',
    (rig) => formatted.theLastWordsAreSent(rig, PHONE),
  ],
  ['offline: pages stay, on a phone', offline.pagesStay],
  ['offline: pages stay, at a desk', (rig) => offline.pagesStay(rig, DESK)],
  ['offline: what can no longer be sent is shown, on a phone', offline.whatCanNoLongerBeSent],
  [
    'offline: what can no longer be sent is shown, at a desk',
    (rig) => offline.whatCanNoLongerBeSent(rig, DESK),
  ],
  ['keyboard: writing, at both widths', keyboard.writing],
  ['keyboard: reading, at both widths', keyboard.reading],
  ['keyboard: reacting, at both widths', keyboard.reacting],
  ['dossier: two take notes in one text, one of them offline', dossier.twoTakeNotes],
  ['dossier: published while one was away', dossier.publishedWhileAway],
  ['dossier: a promise from the notes, done, and the meeting published', dossier.fromNotesToArchive],
  ['home: a page is written, taken along and told, at 390 px', home.aPageIsTakenHome],
  ['home: a meeting is cancelled and held after all', home.aMeetingIsCancelled],
  ['hosting: the order is written and read, at 390 px', hosting.theOrderIsWritten],
  ['hosting: a letter to the next host, at 390 px', hosting.aHostLeavesALetter],
  ['threads: a question is answered and summed up, at 390 px', questions.aQuestionIsAnswered],
  [
    'threads: a question is answered and summed up, at a desk',
    (rig) => questions.aQuestionIsAnswered(rig, DESK),
  ],
  ['threads: two people improve a summary', threads.twoPeopleImproveASummary],
  ['threads: what was asked before, and lists narrowed', questions.whatWasAskedBefore],
  ['threads: what was asked before, at a desk', (rig) => questions.whatWasAskedBefore(rig, DESK)],
  ['threads: named, pinned, closed and opened', threads.namedPinnedClosedAndOpened],
  [
    'threads: named, pinned, closed and opened, on a phone',
    (rig) => threads.namedPinnedClosedAndOpened(rig, PHONE),
  ],
  ['threads: a good example and a hard question', threads.anExampleAndAHardQuestion],
  [
    'threads: a good example and a hard question, on a phone',
    (rig) => threads.anExampleAndAHardQuestion(rig, PHONE),
  ],
  ['threads: moved to another room and back', threads.movedAndBack],
  ['threads: moved to another room and back, on a phone', (rig) => threads.movedAndBack(rig, PHONE)],
  ['threads: started with a file, which keeps its room', beginning.startedWithAFile],
  ['threads: started offline, once', beginning.startedOffline],
  ['threads: what is chosen for an ask is kept, at both widths', beginning.whatIsChosenIsKept],
  ['threads: an ask and a proposal begun offline, once', beginning.askedOffline],
  ['threads: a chat message becomes a thread', threads.aChatMessageBecomesAThread],
  [
    'threads: a chat message becomes a thread, at a desk',
    (rig) => threads.aChatMessageBecomesAThread(rig, DESK),
  ],
  ['threads: an information in several networks', threads.anInformationInSeveralNetworks],
  [
    'threads: an information in several networks, at a desk',
    (rig) => threads.anInformationInSeveralNetworks(rig, DESK),
  ],
  ['threads: pointed to both ways', threads.pointedToBothWays],
  ['threads: a row opens wherever it is tapped, at 390 px', threads.aRowOpensWhereverItIsTapped],
  ['threads: what has waited for a week', questions.whatHasWaited],
  ['finding: a sentence in a PDF by another inflection', finding.aSentenceInAPdfIsFoundByAnotherInflection],
  ['finding: the observer finds nothing from Medlemmar', finding.theObserverFindsNothingFromMedlemmar],
  ['finding: the notes of the Gävle meeting', finding.theGavleNotesAreFound],
  ['finding: in groups, beside them what was found', finding.whatIsFoundStandsInGroups],
  ['finding: in groups, at 390 px', (rig) => finding.whatIsFoundStandsInGroups(rig, PHONE)],
  ['desk: twenty matters are finished by keyboard', desk.twentyMattersByKeyboard],
  ['desk: each kind is finished where it stands', desk.eachKindWhereItStands],
  ['desk: how it stands, beside what waits', desk.howItStands],
  ['desk: who coordinates nothing is told so, at 390 px', desk.whoCoordinatesNothing],
  ['desk: a proposal is settled and conditions are reminded of', desk.settledAndReminded],
  ['desk: a decision is noted and undone, at 390 px', desk.aDecisionIsNoted],
  ['governing: the scan of a decision is kept', governing.aScanIsKept],
  ['governing: a network is made, with its coordinator', governing.aNetworkIsMade],
  ['governing: a network asks conditions of its own', governing.conditionsOfItsOwn],
  ['rooms: a working group is made, renamed and archived', rooms.aWorkingGroupIsMade],
  ['mailings: a letter is seen as one who gets it, and sent', mailings.aLetterIsSent],
  ['mailings: a letter to one organisation', mailings.aLetterToOneOrganisation],
  ['mailings: a letter is taken back and put right, at 390 px', mailings.aLetterIsTakenBack],
  ['membership: one is to rest from a day on, at 390 px', membership.oneIsToRest],
  ['membership: an organisation is invited', membership.anOrganisationIsInvited],
  ['linked: what came is placed, at 390 px', linked.whatCameIsPlaced],
  ['linked: a message and a document are passed on', linked.somethingIsPassedOn],
  ['linked: the public page is read, off and on', linked.thePublicPage],
  ['linked: what is typed is kept when others save', linked.twoFormsAreKept],
  ['rooms: a guest comes by mail and is sent home', rooms.aGuestComes],
  ['governing: a document shows a condition, at 390 px', governing.aDocumentShowsACondition],
  ['governing: a certificate is printed, at 390 px', governing.aCertificateIsPrinted],
  ['governing: a plan is looked over', governing.aPlanIsLookedOver],
  ['governing: a spokesperson is succeeded', governing.aSpokespersonIsSucceeded],
  ['governing: a whole network renews', governing.aWholeNetworkRenews],
  ['governing: a link for a new password is asked for', governing.aLinkIsAskedFor],
  ['running: who could read a room on a day, at 390 px', running.whoCouldReadOnADay],
  ['running: how all parts are', running.howAllPartsAre],
  ['running: an organisation gets another name', running.anOrganisationGetsAnotherName],
  ['running: somebody is erased who takes part in nothing', running.somebodyIsErased],
  ['people: what one may be asked about, at 390 px', people.whatOneMayBeAskedAbout],
  ['people: a picture of oneself, at 390 px', people.aPictureOfOneself],
  ['people: one puts ones own name right, at 390 px', people.ownNamePutRight],
  ['people: somebody like oneself, at 390 px', people.somebodyLikeOneself],
  ['people: whom one turns to in a network', people.whomOneTurnsTo],
  ['keeping: a search is kept and tells of what is new', keeping.aSearchIsKeptAndTells],
  ['keeping: words that mean the same work at once', keeping.wordsThatMeanTheSame],
  ['keeping: the archive by year, article and period, at 390 px', keeping.theArchiveIsLeafedThrough],
  ['documents: what is dropped is uploaded where it says', documents.whatIsDroppedIsUploaded],
  ['documents: a folder is uploaded, tagged, moved, taken along', documents.aFolderIsUploaded],
  ['documents: a document is pinned beside the conversations', documents.aDocumentIsPinned],
  ['documents: a broken upload goes on', documents.aBrokenUploadGoesOn],
  ['documents: a text is written together', documents.aTextIsWrittenTogether],
  ['documents: a document is reviewed', documents.aDocumentIsReviewed],
  ['documents: moved to another room and back', documents.documentsChangeRoom],
  ['documents: an office file is shown', documents.anOfficeFileIsShown],
  ['archive: a room is taken out as a folder', archive.aRoomIsTakenOut],
  ['archive: a zip is brought in, looked through and confirmed', archive.aZipIsBroughtIn],
  ['archive: a zip goes on after the page was closed, at 390 px', archive.aZipGoesOn],
  ['archive: a period is printed as a table', archive.aPeriodIsPrintedAsATable],
  ['asking: the network is asked, reminded and summed up', asking.theNetworkIsAsked],
  ['asking: the network is asked, on a phone', (rig) => asking.theNetworkIsAsked(rig, PHONE)],
  ['asking: an answer is reported, hidden and shown again', asking.anAnswerIsHiddenAndShown],
  ['asking: those about as large are filled in, and changed', asking.thoseAboutAsLargeAreAsked],
  ['asking: a proposal is voted on and taken back', deciding.aProposalIsVotedOn],
  ['asking: a proposal is put on a phone', (rig) => deciding.aProposalIsVotedOn(rig, PHONE)],
  ['asking: voted and answered offline, on a phone', deciding.votedAndAnsweredOffline],
  ['asking: voted and answered offline, at a desk', (rig) => deciding.votedAndAnsweredOffline(rig, DESK)],
  ['asking: each votes for themself, one abstains', deciding.eachVotesForThemself],
  ['asking: each votes for themself, on a phone', (rig) => deciding.eachVotesForThemself(rig, PHONE)],
  ['asking: an observer sees and does not vote, on a phone', deciding.anObserverSeesAndDoesNotVote],
  [
    'asking: an observer sees and does not vote, at a desk',
    (rig) => deciding.anObserverSeesAndDoesNotVote(rig, DESK),
  ],
  ['asking: a proposal becomes a decision', deciding.aProposalBecomesADecision],
  [
    'asking: a proposal becomes a decision, on a phone',
    (rig) => deciding.aProposalBecomesADecision(rig, PHONE),
  ],
  ['asking: a decision is found, on a phone', deciding.aDecisionIsFound],
  ['asking: a decision is found, at a desk', (rig) => deciding.aDecisionIsFound(rig, DESK)],
  ['asking: a decision of a meeting is found', deciding.aDecisionOfAMeetingIsFound],
  ['meetings: planned, answered on a phone, attended', meetings.aMeetingIsPlannedAndAnswered],
  ['meetings: questions and themes beforehand', meetings.questionsAndThemesBeforehand],
  ['meetings: in one’s own calendar', meetings.theMeetingsAreInOnesCalendar],
  ['meetings: what to read before, at 390 px', meetings.whatToReadBefore],
  ['attending: following by keyboard, at the thread and in the room', attending.followingByKeyboard],
  ['attending: the inbox on a phone, read and put off', attending.theInbox],
  ['attending: the inbox at a desk, read and put off', (rig) => attending.theInbox(rig, DESK)],
  ['attending: an edit calls on who had read past it', attending.anEditCallsOnOne],
  ['attending: what mails one wants, and the link that stops them', attending.mailsAreChosenAndStopped],
  ['attending: what mails one wants, on a phone', (rig) => attending.mailsAreChosenAndStopped(rig, PHONE)],
  ['seats: invited by mail to the first message', seats.fromInvitationToFirstMessage],
  ['seats: accepted before the first day, at 390 px', seats.whoAcceptsBeforeTheFirstDay],
  ['seats: handed over, with what the seat knew', seats.theSeatIsHandedOver],
  ['seats: an invitation that is over is begun anew, at 390 px', seats.anInvitationThatIsOver],
  ['seats: everybody is asked whether they go on', seats.everybodyIsAskedWhetherTheyGoOn],
  // These change who is what in the demo, the observer too, whom others count on.
  [
    'joining: from a public expression of interest to the first message',
    joining.fromAnExpressionToTheFirstMessage,
  ],
  ['joining: somebody unknown is told no, at 390 px', joining.somebodyUnknownIsToldNo],
  ['joining: from observer to member', joining.fromObserverToMember],
  ['desk: a free place is given, at 390 px', desk.aPlaceIsGiven],
  ['pages: nothing scrolls sideways at 320 px', everyPage.nothingScrollsSidewaysAt320],
  ['pages: axe, both languages, both themes, 1440 and 390 px', everyPage.everyPageIsAccessible],
];

/** What the first scenario of each lane is about: each lane takes about as long as the others. */
const LANES = ['signing in:', 'running:'];
const starts = [...LANES.map((about) => all.findIndex(([name]) => name.startsWith(about))), all.length];
const lane = Number(process.env.SAMRUM_TEST_LANE ?? 0);
const ofLane = lane > 0 ? all.slice(starts[lane - 1], starts[lane]) : all;
const wanted = process.argv.slice(2);
const chosen = ofLane.filter(([name]) => wanted.length === 0 || wanted.some((part) => name.includes(part)));
const rig = await Rig.start();
const failed: string[] = [];
console.log(`${chosen.length} browser tests against ${BASE}`);
for (const [name, scenario] of chosen) {
  const start = performance.now();
  rig.complaints.length = 0;
  try {
    await scenario(rig);
    if (rig.complaints.length > 0) throw new Error(rig.complaints.join('\n'));
    console.log(`  ok    ${name} (${((performance.now() - start) / 1000).toFixed(1)} s)`);
  } catch (error) {
    failed.push(name);
    await rig.picture(name.replace(/\W+/g, '-'));
    const why = error instanceof Error ? error.message : String(error);
    console.error(`  FAIL  ${name}\n${why}\n${await rig.shown()}`);
  }
  await rig.clear().catch((error: unknown) => {
    failed.push(`after ${name}`);
    console.error(`  FAIL  after ${name}\n${error instanceof Error ? error.message : String(error)}`);
  });
}
await rig.stop();
// Named once more at the end: of a long record one may be shown the end alone.
console.log(
  failed.length > 0
    ? `${failed.length} of ${chosen.length} failed: ${failed.join('; ')}`
    : `all ${chosen.length} passed`,
);
process.exit(failed.length > 0 ? 1 : 0);
