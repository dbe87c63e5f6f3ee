export { RoomPage } from './RoomPage.tsx';
export { RoomsPage } from './RoomsPage.tsx';
