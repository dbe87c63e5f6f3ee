export { MeetingList } from './MeetingList.tsx';
export { MeetingPage } from './MeetingPage.tsx';
