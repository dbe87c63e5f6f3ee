export { MembershipPage } from './MembershipPage.tsx';
export { NetworkPage } from './NetworkPage.tsx';
export { NetworkSettings } from './NetworkSettings.tsx';
export { Participants } from './Participants.tsx';
