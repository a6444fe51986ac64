//! The caller's end of the socket.

use std::io::{ErrorKind, Read};
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::time::Duration;

use rustix::net::sockopt::{Timeout, set_socket_timeout};
use rustix::net::{AddressFamily, SocketAddrUnix, SocketType, connect, socket};

use super::Silence;
use super::wire::{Answer, Request};
use crate::config::Places;
use crate::domain::text::Clean;
use crate::store::running;

/// The longest answer, in bytes. Names are bounded when a routine is read, so that none comes near.
const LONGEST_ANSWER: usize = 8 * 1024;

/// How long to wait for each of the three: to be let in, to be heard, to be answered. A prompt must not stand still.
const PATIENCE: Duration = Duration::from_millis(1500);

/// Asks the session under way.
///
/// # Errors
/// When there is none, or it does not answer.
pub fn ask(places: &Places, request: Request) -> Result<Answer, Silence> {
    for path in places.sockets() {
        match ask_at(&path, request) {
            Err(Silence::Nobody) => {}
            outcome => return outcome,
        }
    }
    // The lock tells of a session even where the socket does not.
    Err(if running::is_under_way(places.state()) { Silence::Deaf } else { Silence::Nobody })
}

fn ask_at(path: &Path, request: Request) -> Result<Answer, Silence> {
    let mut stream = call(path)?;
    if !is_mine(&stream) {
        return Err(Silence::Foreign);
    }
    rustix::io::write(&stream, request.line().as_bytes()).map_err(|error| unanswered(&error.into()))?;
    let mut bytes = Vec::new();
    let mut piece = [0; 1024];
    while bytes.len() < LONGEST_ANSWER && !bytes.ends_with(b"\n") {
        match stream.read(&mut piece) {
            // It was closed before there was an answer: the session has ended, or is being stopped.
            Ok(0) if bytes.is_empty() => return Err(Silence::Nobody),
            Err(error) if bytes.is_empty() => return Err(unanswered(&error)),
            Ok(0) | Err(_) => break,
            Ok(count) => bytes.extend_from_slice(&piece[..count]),
        }
    }
    Answer::read(&bytes).ok_or(Silence::Mute)
}

/// Why there is no answer on a socket that was there.
fn unanswered(error: &std::io::Error) -> Silence {
    match error.kind() {
        ErrorKind::BrokenPipe | ErrorKind::ConnectionReset => Silence::Nobody,
        _ => Silence::Mute,
    }
}

/// A socket without a program behind it, and none at all, are the same: nobody is there. While the program is stopped,
/// callers queue before it; the one for whom there is no room in the queue is not to wait for ever.
fn call(path: &Path) -> Result<UnixStream, Silence> {
    let refused = |error: std::io::Error| match error.kind() {
        ErrorKind::NotFound | ErrorKind::ConnectionRefused | ErrorKind::InvalidInput => Silence::Nobody,
        ErrorKind::WouldBlock | ErrorKind::TimedOut => Silence::Mute,
        _ => Silence::Refused(Clean::visible(&error.to_string())),
    };
    // A path too long for an address is one where no session can have put its socket.
    let address = SocketAddrUnix::new(path).map_err(|_| Silence::Nobody)?;
    let called = || {
        let socket = socket(AddressFamily::UNIX, SocketType::STREAM, None)?;
        set_socket_timeout(&socket, Timeout::Send, Some(PATIENCE))?;
        set_socket_timeout(&socket, Timeout::Recv, Some(PATIENCE))?;
        connect(&socket, &address)?;
        Ok(socket)
    };
    called().map(UnixStream::from).map_err(|error: rustix::io::Errno| refused(error.into()))
}

/// Whether the other end is a program of the same user, where the system tells; elsewhere the folder sees to it.
#[cfg(any(target_os = "linux", target_os = "android"))]
pub(super) fn is_mine(stream: &UnixStream) -> bool {
    rustix::net::sockopt::socket_peercred(stream).is_ok_and(|peer| peer.uid == rustix::process::geteuid())
}

#[cfg(not(any(target_os = "linux", target_os = "android")))]
pub(super) const fn is_mine(_: &UnixStream) -> bool {
    true
}
