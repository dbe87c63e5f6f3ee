/** Moving documents to another room. */
export const shifting = {
  toRoom: 'Move to another room',
  toRoomLead:
    'What has been said of the documents goes along. Links work as before, for those who may read them.',
  toRoomNowhere: 'There is no other room that you may put documents into.',
  toRoomNotAllowed: 'More people could read them there, so only a coordinator moves them.',
  toRoomMore_zero: 'Nobody more than now will read them.',
  toRoomMore_one: '{{count}} more person will read the documents and what has been said of them.',
  toRoomMore_other: '{{count}} more will read the documents and what has been said of them.',
  toRoomFewer_one: '{{count}} person who reads them now no longer will.',
  toRoomFewer_other: '{{count}} who read them now no longer will.',
  toRoomWord: 'A word to those who have written about the documents',
  toRoomWordHint: 'Optional. Stands in the message that tells of the move.',
  movedBack: 'The move is undone.',
  notMovedBack: 'It could not be moved back. Ask a coordinator for help.',
};
