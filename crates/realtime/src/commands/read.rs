//! *I have read up to there.*

use domain::ids::ConversationId;

use crate::Inner;
use crate::hub::Socket;

pub(crate) fn run(inner: &Inner, socket: &Socket, conversation: ConversationId, position: i64) {
    let due = inner.hub.elapsed() + inner.read_marks_ms();
    inner.marks.gather(socket.person, socket.session, socket.id, (conversation, position), due);
}
