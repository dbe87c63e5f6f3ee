export { NetworkPage } from './NetworkPage.tsx';
export { Participants } from './Participants.tsx';
