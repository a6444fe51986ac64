//! The session's end of the socket: a thread that sleeps until somebody calls.

use std::collections::VecDeque;
use std::fs;
use std::io::{self, ErrorKind};
use std::os::unix::fs::{FileTypeExt, MetadataExt, PermissionsExt};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel};
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};

use super::wire::{Answer, LONGEST_REQUEST, Request};
use super::{Waker, client};
use crate::config::Places;
use crate::domain::text::Clean;
use crate::domain::time::Moment;
use crate::driver::clock;
use crate::store::folder;

/// A caller has so long for its line.
const PATIENCE: Duration = Duration::from_millis(500);

/// A line may come in so many pieces: someone who sends it letter by letter is not waited for.
const MOST_PIECES: u32 = 4;

/// So many callers are listened to at once; one more, and the one who has been silent for longest has to go.
const MOST_GUESTS: usize = 16;

/// So many calls wait for the loop.
const MOST_WAITING: usize = 64;

/// So many callers are let in at once after a silence.
const BURST: u32 = 64;

/// Then one in so long a time: a pedal is not held up by it, and a flood does not keep the machine awake.
const ONE_EACH: Duration = Duration::from_millis(10);

/// A request that is whole, and where its answer goes.
#[derive(Debug)]
pub struct Call {
    pub request: Request,
    to: UnixStream,
}

impl Call {
    /// An answer is far smaller than a socket's buffer: this never waits. Nobody is told if the caller has gone.
    pub fn answer(&self, answer: &Answer) {
        say(&self.to, answer);
    }
}

fn say(to: &UnixStream, answer: &Answer) {
    let _ = rustix::io::write(to, answer.line().as_bytes());
}

/// The socket, and the thread behind it. Dropping it ends both.
#[derive(Debug)]
pub struct Server {
    path: PathBuf,
    /// What was made there: only that is removed.
    made: (u64, u64),
    calls: Receiver<Call>,
    /// The thread ends when this is closed.
    _end: UnixStream,
}

impl Server {
    /// Opens the socket where it can be opened. Only the one running session may do so: what is there already is left
    /// over from a dead one.
    pub fn open(places: &Places, wake: Waker) -> io::Result<Self> {
        let mut refused = io::Error::from(ErrorKind::Unsupported);
        for path in places.sockets() {
            match bind(&path) {
                Ok((listener, made)) => {
                    return Self::listen(listener, wake, (path.clone(), made)).inspect_err(|_| {
                        drop(fs::remove_file(path));
                    });
                }
                Err(error) => refused = error,
            }
        }
        Err(refused)
    }

    fn listen(listener: UnixListener, wake: Waker, (path, made): (PathBuf, (u64, u64))) -> io::Result<Self> {
        let (end, ended) = UnixStream::pair()?;
        let (calls, called) = sync_channel(MOST_WAITING);
        let porter = Porter { listener, ended, guests: VecDeque::new(), budget: Budget::full(), calls, wake };
        let thread = std::thread::Builder::new().name("ctl".into()).stack_size(128 * 1024);
        thread.spawn(move || porter.serve(clock::counting()))?;
        Ok(Self { path, made, calls: called, _end: end })
    }

    /// Those who have called since this was last asked.
    pub fn calls(&self) -> impl Iterator<Item = Call> {
        self.calls.try_iter()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Another session may have put its own there meanwhile.
        if fs::symlink_metadata(&self.path).is_ok_and(|found| (found.dev(), found.ino()) == self.made) {
            drop(fs::remove_file(&self.path));
        }
    }
}

/// Why there can be no socket at a path, and what to do about it.
#[derive(Debug)]
pub struct Obstacle {
    /// Where it would be.
    pub path: PathBuf,
    /// Why not.
    pub why: String,
    /// What helps.
    pub remedy: &'static str,
}

/// What keeps a session from being called; nothing if it finds a place for its socket. Looks, and makes nothing.
pub fn obstacles(places: &Places) -> Vec<Obstacle> {
    let mut found = Vec::new();
    for path in places.sockets() {
        match obstacle(&path) {
            Some((why, remedy)) => found.push(Obstacle { path, why, remedy }),
            None => return Vec::new(),
        }
    }
    found
}

fn obstacle(path: &Path) -> Option<(String, &'static str)> {
    if rustix::net::SocketAddrUnix::new(path).is_err() {
        let why = format!("a path of {} bytes is too long for a socket", path.as_os_str().len());
        return Some((why, "set XDG_RUNTIME_DIR, or choose a shorter SOLEMATE_HOME"));
    }
    if fs::symlink_metadata(path).is_ok_and(|found| !found.file_type().is_socket()) {
        return Some(("something else stands there".to_owned(), "move it away"));
    }
    let folder = folder::parent_of(path).ancestors().find(|folder| fs::symlink_metadata(folder).is_ok())?;
    match fs::metadata(folder) {
        Err(error) => return Some((error.to_string(), "look at the link it is, or at the folder above it")),
        Ok(found) if !found.is_dir() => {
            return Some((format!("{} is not a folder", folder.display()), "move it away"));
        }
        // Only a folder of our own is used; what is above it may be anybody's.
        Ok(found) if Some(folder) == path.parent() && found.uid() != rustix::process::geteuid().as_raw() => {
            return Some((format!("{} belongs to another user", folder.display()), "choose another SOLEMATE_HOME"));
        }
        Ok(_) => {}
    }
    let access = rustix::fs::access(folder, rustix::fs::Access::WRITE_OK | rustix::fs::Access::EXEC_OK);
    let refused = |error: rustix::io::Errno| {
        (format!("{} cannot be written to: {}", folder.display(), io::Error::from(error)), "let yourself write there")
    };
    access.err().map(refused)
}

/// A socket at `path`, for its owner only, in a folder for its owner only.
fn bind(path: &Path) -> io::Result<(UnixListener, (u64, u64))> {
    folder::make_private(folder::parent_of(path)).map_err(io::Error::other)?;
    match fs::symlink_metadata(path) {
        Ok(found) if found.file_type().is_socket() => fs::remove_file(path)?,
        Ok(_) => return Err(ErrorKind::AlreadyExists.into()),
        Err(_) => {}
    }
    let listener = UnixListener::bind(path)?;
    listener.set_nonblocking(true)?;
    // Until here the folder kept everybody else out.
    fs::set_permissions(path, fs::Permissions::from_mode(0o600))?;
    let made = fs::symlink_metadata(path)?;
    Ok((listener, (made.dev(), made.ino())))
}

/// Somebody who has called and not yet said everything.
struct Guest {
    stream: UnixStream,
    said: Vec<u8>,
    pieces: u32,
    until: Moment,
}

/// What a guest has come to.
enum Heard {
    /// More may come.
    Part,
    Whole(Request),
    Never(&'static str),
    Gone,
}

impl Guest {
    fn listen(&mut self) -> Heard {
        let mut bytes = [0; LONGEST_REQUEST];
        match rustix::io::read(&self.stream, &mut bytes) {
            Ok(0) => return Heard::Gone,
            Ok(count) => self.said.extend_from_slice(&bytes[..count]),
            Err(rustix::io::Errno::AGAIN | rustix::io::Errno::INTR) => return Heard::Part,
            Err(_) => return Heard::Gone,
        }
        self.pieces += 1;
        match Request::read(&self.said) {
            Some(Ok(request)) => Heard::Whole(request),
            Some(Err(why)) => Heard::Never(why),
            None if self.pieces >= MOST_PIECES => Heard::Never("the request came in too many pieces"),
            None => Heard::Part,
        }
    }
}

/// How many callers may come in: a few at once, then one after the other.
struct Budget {
    left: u32,
    since: Moment,
}

impl Budget {
    const fn full() -> Self {
        Self { left: BURST, since: Moment::at(Duration::ZERO) }
    }

    /// Whether one may come in now; when the next one may, if not.
    fn refill(&mut self, now: Moment) -> Result<(), Moment> {
        let earned = u32::try_from(now.since(self.since).as_nanos() / ONE_EACH.as_nanos()).unwrap_or(u32::MAX);
        if earned > 0 {
            self.left = self.left.saturating_add(earned).min(BURST);
            self.since = now;
        }
        if self.left > 0 { Ok(()) } else { Err(self.since.plus(ONE_EACH)) }
    }

    const fn has_room(&self) -> bool {
        self.left > 0
    }

    /// One has come in.
    const fn spend(&mut self) {
        self.left = self.left.saturating_sub(1);
    }
}

/// Whoever calls meets the porter first.
struct Porter {
    listener: UnixListener,
    ended: UnixStream,
    guests: VecDeque<Guest>,
    budget: Budget,
    calls: SyncSender<Call>,
    wake: Waker,
}

impl Porter {
    fn serve(mut self, clock: impl Fn() -> Moment) {
        loop {
            let now = clock();
            self.guests.retain(|guest| guest.until > now);
            let open = self.budget.refill(now);
            let next = self.guests.iter().map(|guest| guest.until).chain(open.err()).min();
            let timeout = next.and_then(|next| Timespec::try_from(next.since(now)).ok());
            let mut fds = vec![PollFd::new(&self.ended, PollFlags::IN)];
            fds.extend(self.guests.iter().map(|guest| PollFd::new(&guest.stream, PollFlags::IN)));
            if open.is_ok() {
                fds.push(PollFd::new(&self.listener, PollFlags::IN));
            }
            if poll(&mut fds, timeout.as_ref()).is_err() {
                continue;
            }
            let ready: Vec<bool> = fds.iter().map(|fd| !fd.revents().is_empty()).collect();
            drop(fds);
            if ready[0] {
                return;
            }
            let listening = self.guests.len();
            // From the last one, so that who goes moves nobody who is still to be looked at.
            for at in (0..listening).rev().filter(|at| ready[1 + at]) {
                self.listen(at);
            }
            if ready.get(1 + listening) == Some(&true) {
                self.let_in(clock());
            }
        }
    }

    fn let_in(&mut self, now: Moment) {
        while self.budget.has_room() {
            let stream = match self.listener.accept() {
                Ok((stream, _)) => stream,
                Err(error) if error.kind() == ErrorKind::WouldBlock => return,
                // Whoever knocks goes on knocking: where there is no room for one more, it is not looked at all the time.
                Err(_) => {
                    self.budget = Budget { left: 0, since: now };
                    return;
                }
            };
            self.budget.spend();
            if stream.set_nonblocking(true).is_err() || !client::is_mine(&stream) {
                continue;
            }
            if self.guests.len() == MOST_GUESTS {
                self.guests.pop_front();
            }
            self.guests.push_back(Guest { stream, said: Vec::new(), pieces: 0, until: now.plus(PATIENCE) });
            self.listen(self.guests.len() - 1);
        }
    }

    fn listen(&mut self, at: usize) {
        let Some(guest) = self.guests.get_mut(at) else { return };
        let heard = guest.listen();
        if matches!(heard, Heard::Part) {
            return;
        }
        let Some(Guest { stream, .. }) = self.guests.remove(at) else { return };
        match heard {
            Heard::Whole(request) => match self.calls.try_send(Call { request, to: stream }) {
                Ok(()) => (self.wake)(),
                Err(TrySendError::Full(call)) => refuse(&call.to, "too many callers at once; try again"),
                Err(TrySendError::Disconnected(_)) => {}
            },
            Heard::Never(why) => refuse(&stream, why),
            Heard::Part | Heard::Gone => {}
        }
    }
}

fn refuse(to: &UnixStream, why: &str) {
    say(to, &Answer::Cannot(Clean::visible(why)));
}

#[cfg(test)]
mod tests {
    use rustix::net::{AddressFamily, SocketType, socket};

    use super::*;

    #[test]
    fn d11_a_system_that_lets_nobody_in_is_not_asked_all_the_time() {
        // A socket that does not listen refuses for another reason than that nobody calls.
        let listener = UnixListener::from(socket(AddressFamily::UNIX, SocketType::STREAM, None).unwrap());
        let ((_end, ended), (calls, _called)) = (UnixStream::pair().unwrap(), sync_channel(1));
        let (guests, wake): (_, Waker) = (VecDeque::new(), Box::new(|| {}));
        let mut porter = Porter { listener, ended, guests, budget: Budget::full(), calls, wake };
        let now = Moment::at(Duration::from_secs(60));
        assert!(porter.budget.refill(now).is_ok());
        porter.let_in(now);
        assert_eq!(porter.budget.refill(now), Err(now.plus(ONE_EACH)));
        assert!(porter.budget.refill(now.plus(ONE_EACH)).is_ok(), "and then again");
    }

    #[test]
    fn a_flood_is_let_in_at_a_fixed_rate_and_a_silence_makes_up_for_it() {
        let at = |ms: u64| Moment::at(Duration::from_millis(ms));
        let mut budget = Budget::full();
        for _ in 0..BURST {
            assert!(budget.refill(at(0)).is_ok() && budget.has_room());
            budget.spend();
        }
        assert_eq!(budget.refill(at(4)), Err(at(10)));
        assert!(!budget.has_room());
        assert!(budget.refill(at(10)).is_ok() && budget.has_room());
        budget.spend();
        assert!(!budget.has_room());
        assert_eq!(budget.refill(at(19)), Err(at(20)));
        assert!(budget.refill(at(60_000)).is_ok());
        assert_eq!(budget.left, BURST);
    }
}
