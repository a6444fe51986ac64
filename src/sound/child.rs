//! A program at work: started with nothing of ours but its words, ended with its whole group, and always reaped.
//!
//! Each has a thread that sleeps in the system until it is over. So nobody has to look again and again, and one that takes
//! its time to be killed is reaped all the same.
//!
//! One that hangs outlives us if we are killed outright: a signal at the death of its parent is asked for between fork and
//! exec, which is `unsafe` code, and `setpriv --pdeathsig`, which asks for it, is not on every machine and would hide from
//! us why a program does not start. One that reads its input to the end ends with us.

use std::ffi::OsString;
use std::io::{self, Write};
use std::path::Path;
use std::process::{Child as Process, ChildStdin, Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError, TryLockError};
use std::thread::park_timeout;
use std::time::Duration;

use super::programs::Program;

/// Whoever holds all programs waits so often, and so long, for one that is just being started.
const LOOKS: u32 = 100;
const LOOK: Duration = Duration::from_millis(4);

/// As often for one that has been told to fall silent: as long as the worker gives it.
const LOOKS_FOR_SILENCE: u32 = 20;

/// So small a thread does: it waits.
const STACK: usize = 64 * 1024;

/// What a program may know of the person's environment: where sound goes, in which language and with which voice.
const KEPT: &[&str] = &[
    "ALSA_CONFIG_PATH",
    "DBUS_SESSION_BUS_ADDRESS",
    "ESPEAK_DATA_PATH",
    "HOME",
    "LANG",
    "LC_ALL",
    "LC_CTYPE",
    "LC_MESSAGES",
    "LOGNAME",
    "PIPEWIRE_NODE",
    "PIPEWIRE_REMOTE",
    "PIPEWIRE_RUNTIME_DIR",
    "PULSE_COOKIE",
    "PULSE_RUNTIME_PATH",
    "PULSE_SERVER",
    "PULSE_SINK",
    "SPEECHD_ADDRESS",
    "SystemRoot",
    "TEMP",
    "TMP",
    "TMPDIR",
    "USER",
    "USERPROFILE",
    "XDG_CACHE_HOME",
    "XDG_CONFIG_HOME",
    "XDG_DATA_HOME",
    "XDG_RUNTIME_DIR",
];

/// The programs that are not reaped yet: the numbers of their groups are their own.
static AT_WORK: Mutex<Vec<AtWork>> = Mutex::new(Vec::new());

/// Held while a program is being started, which takes as long as its disk: those that are at work can be ended meanwhile.
static STARTING: Mutex<()> = Mutex::new(());

/// No program may start: one that did would speak on beside a process that is stopped, or gone.
static BARRED: AtomicBool = AtomicBool::new(false);

struct AtWork {
    /// Its number is that of its group.
    process: Arc<Mutex<Process>>,
    /// We asked or made it end: how it ended says nothing about it.
    ended: bool,
    silence: Silence,
}

/// What there is to tell a program whose server speaks on without it.
#[derive(Clone, Debug, Default)]
struct Silence(Arc<Mutex<Told>>);

#[derive(Debug, Default)]
enum Told {
    /// It ends with its signal.
    #[default]
    Nothing,
    /// Its input, which stays open, and the line that makes it fall silent.
    NotYet(ChildStdin, &'static str),
    /// It has the line, and passes it on.
    All,
}

impl Silence {
    /// Tells it to fall silent, and closes its input; whether it has been told, now or before.
    fn tell(&self) -> bool {
        // Whoever holds this writes the same line.
        let Ok(mut told) = self.0.try_lock() else { return true };
        match std::mem::take(&mut *told) {
            Told::Nothing => return false,
            // A line is far smaller than a pipe, so this waits for nobody.
            Told::NotYet(mut input, line) => drop(input.write_all(line.as_bytes())),
            Told::All => {}
        }
        *told = Told::All;
        true
    }
}

impl AtWork {
    /// Tells it to fall silent, if it is one that has to be told.
    fn silence(&mut self) -> bool {
        let told = self.silence.tell();
        self.ended |= told;
        told
    }

    #[cfg(unix)]
    fn signal(&mut self, kill: bool) {
        use rustix::process::{Signal, kill_process_group};
        self.ended = true;
        if let Some(group) = pid(&self.process) {
            // It may be gone already.
            let _ = kill_process_group(group, if kill { Signal::KILL } else { Signal::TERM });
        }
    }

    /// There are no groups here, and nothing to ask with.
    #[cfg(not(unix))]
    fn signal(&mut self, kill: bool) {
        self.ended = true;
        if kill {
            drop(lock(&self.process).kill());
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Ends every program at work at once, from whichever thread, and lets none start until [`allow`]: the process is about
/// to end, or to be stopped. They are killed; one whose server would speak on is told to fall silent before, and left a
/// moment to pass that on. One that is just being started is waited for, but not for ever: what it hangs on must not keep
/// the process from ending.
pub fn hold() {
    BARRED.store(true, SeqCst);
    let mut told = false;
    for one in lock(&AT_WORK).iter_mut() {
        if one.silence() {
            told = true;
        } else {
            one.signal(true);
        }
    }
    if told {
        for _ in 0..LOOKS_FOR_SILENCE {
            if lock(&AT_WORK).iter_mut().all(|one| !one.silence()) {
                break;
            }
            park_timeout(LOOK);
        }
        lock(&AT_WORK).iter_mut().for_each(|one| one.signal(true));
    }
    for _ in 0..LOOKS {
        // Whoever is born meanwhile finds the bar, and is killed before this is free again.
        if !matches!(STARTING.try_lock(), Err(TryLockError::WouldBlock)) {
            return;
        }
        park_timeout(LOOK);
    }
}

/// Programs may start again: the process has been stopped, and goes on.
pub fn allow() {
    BARRED.store(false, SeqCst);
}

/// Gives a program nothing of ours: only these of our variables, and the absolute folders of `PATH`; the root for its
/// folder; no output; a group of its own.
pub(crate) fn confine(command: &mut Command, kept: &[&str]) {
    command.env_clear();
    command.envs(kept.iter().filter_map(|name| Some((name, std::env::var_os(name)?))));
    command.envs(absolute_path().map(|path| ("PATH", path)));
    command.stdout(Stdio::null()).stderr(Stdio::null());
    #[cfg(unix)]
    {
        command.current_dir("/");
        std::os::unix::process::CommandExt::process_group(command, 0);
    }
}

fn absolute_path() -> Option<OsString> {
    let path = std::env::var_os("PATH")?;
    std::env::join_paths(std::env::split_paths(&path).filter(|folder| folder.is_absolute())).ok()
}

/// Why a program was not started.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum NotStarted {
    /// None may start: no fault of its own.
    Barred,
    /// It never can be: it is gone, may not be run, or is no program.
    Never,
    /// Not now: the system has no room for it.
    NotNow,
}

impl NotStarted {
    fn of(error: &io::Error) -> Self {
        #[cfg(unix)]
        let no_program = rustix::io::Errno::from_io_error(error) == Some(rustix::io::Errno::NOEXEC);
        #[cfg(not(unix))]
        let no_program = error.kind() == io::ErrorKind::InvalidInput;
        match error.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::PermissionDenied => Self::Never,
            _ if no_program => Self::Never,
            _ => Self::NotNow,
        }
    }
}

/// One program at work. Dropped, it is killed.
#[derive(Debug)]
pub(super) struct Child {
    process: Arc<Mutex<Process>>,
    over: Arc<OnceLock<bool>>,
    silence: Silence,
}

impl Child {
    /// Starts a program: on `file`, or with `text` on its standard input. `tell` is called, once, when it is over; by
    /// another thread.
    ///
    /// # Errors
    /// When it does not start.
    pub fn start(
        program: &Program,
        (file, text): (Option<&Path>, Option<&str>),
        tell: impl FnOnce() + Send + 'static,
    ) -> Result<Self, NotStarted> {
        let mut command = Command::new(&program.path);
        command.args(&program.words);
        let text = match file {
            Some(file) if program.reads_path => file.to_str(),
            _ => {
                command.args(file);
                text
            }
        };
        confine(&mut command, KEPT);
        command.stdin(if text.is_some() { Stdio::piped() } else { Stdio::null() });
        let (child, input) = Self::spawn(&mut command, tell)?;
        if let (Some(mut input), Some(text)) = (input, text) {
            // A phrase is far smaller than a pipe, so this waits for nobody; one that does not listen is no trouble.
            drop(input.write_all(text.as_bytes()).and_then(|()| input.write_all(b"\n")));
            if let Some(line) = program.silence {
                *lock(&child.silence.0) = Told::NotYet(input, line);
            }
        }
        Ok(child)
    }

    fn spawn(
        command: &mut Command,
        tell: impl FnOnce() + Send + 'static,
    ) -> Result<(Self, Option<ChildStdin>), NotStarted> {
        let _starting = lock(&STARTING);
        if BARRED.load(SeqCst) {
            return Err(NotStarted::Barred);
        }
        let mut process = command.spawn().map_err(|error| NotStarted::of(&error))?;
        let input = process.stdin.take();
        let process = Arc::new(Mutex::new(process));
        let child = Self { process: Arc::clone(&process), over: Arc::default(), silence: Silence::default() };
        let mut one = AtWork { process: Arc::clone(&process), ended: false, silence: child.silence.clone() };
        let over = Arc::clone(&child.over);
        // The thread that sees it out finds it there.
        let mut at_work = lock(&AT_WORK);
        let wait = move || {
            let well = see_out(&process);
            let _ = over.set(well);
            tell();
        };
        if std::thread::Builder::new().name("child".into()).stack_size(STACK).spawn(wait).is_err() {
            one.signal(true);
            drop(lock(&one.process).wait());
            return Err(NotStarted::NotNow);
        }
        at_work.push(one);
        drop(at_work);
        // Whoever ends them all must not miss the one that was just being born.
        if BARRED.load(SeqCst) { Err(NotStarted::Barred) } else { Ok((child, input)) }
    }

    /// Whether it is over, and then, whether all went well, or we ended it.
    pub fn over(&self) -> Option<bool> {
        self.over.get().copied()
    }

    /// What was to be said can have been said: one that could still be told to fall silent may go.
    pub fn let_go(&self) {
        *lock(&self.silence.0) = Told::Nothing;
    }

    /// Whether it waits to be let go.
    pub fn waits(&self) -> bool {
        matches!(*lock(&self.silence.0), Told::NotYet(..))
    }

    /// Asks it to end. What a server says for it would go on without it, so it is told to fall silent first.
    pub fn ask(&self) {
        if !self.silence.tell() {
            self.signal(false);
        }
    }

    /// Makes it end.
    pub fn kill(&self) {
        self.signal(true);
    }

    fn signal(&self, kill: bool) {
        // Those that are reaped are not among them: their numbers may be another's.
        let mut at_work = lock(&AT_WORK);
        if let Some(one) = at_work.iter_mut().find(|one| Arc::ptr_eq(&one.process, &self.process)) {
            one.signal(kill);
        }
    }
}

impl Drop for Child {
    fn drop(&mut self) {
        self.kill();
    }
}

/// Waits until a program is over and reaps it; whether it went well, or was ended by us. What it left behind in its group
/// is ended with it.
fn see_out(process: &Arc<Mutex<Process>>) -> bool {
    let reapable = sleep_until_over(process);
    let mut at_work = lock(&AT_WORK);
    let place = at_work.iter().position(|one| Arc::ptr_eq(&one.process, process));
    let one = place.map(|place| at_work.swap_remove(place));
    if !reapable {
        // The system has reaped it: its number may be another's, and how it went nobody knows.
        return true;
    }
    let ended = one.as_ref().is_some_and(|one| one.ended);
    if let Some(mut one) = one {
        // Before it is reaped its number cannot be another's.
        one.signal(true);
    }
    let status = lock(process).wait();
    ended || status.is_ok_and(|status| status.success())
}

/// Whether it is there to be reaped then.
#[cfg(unix)]
fn sleep_until_over(process: &Mutex<Process>) -> bool {
    use rustix::io::{Errno, retry_on_intr};
    use rustix::process::{WaitId, WaitIdOptions, waitid};
    let Some(process) = pid(process) else { return true };
    let over = retry_on_intr(|| waitid(WaitId::Pid(process), WaitIdOptions::EXITED | WaitIdOptions::NOWAIT));
    let gone = matches!(over, Err(Errno::CHILD));
    if gone {
        // Whoever started us has the system reap our children, unseen. From the next one on, we do.
        drop(signal_hook::flag::register(signal_hook::consts::SIGCHLD, Arc::default()));
    }
    !gone
}

/// The system has no waiting here that would not keep others from ending it.
#[cfg(not(unix))]
fn sleep_until_over(process: &Mutex<Process>) -> bool {
    while matches!(lock(process).try_wait(), Ok(None)) {
        park_timeout(LOOK * 10);
    }
    true
}

#[cfg(unix)]
fn pid(process: &Mutex<Process>) -> Option<rustix::process::Pid> {
    i32::try_from(lock(process).id()).ok().and_then(rustix::process::Pid::from_raw)
}

#[cfg(all(test, unix))]
mod tests {
    use rustix::io::Errno;

    use super::*;

    #[test]
    fn a_full_machine_is_no_fault_of_a_program() {
        let why = |errno: Errno| NotStarted::of(&errno.into());
        for errno in [Errno::NOENT, Errno::ACCESS, Errno::NOEXEC] {
            assert_eq!(why(errno), NotStarted::Never, "{errno:?}");
        }
        for errno in [Errno::AGAIN, Errno::NOMEM, Errno::MFILE, Errno::NFILE, Errno::TXTBSY] {
            assert_eq!(why(errno), NotStarted::NotNow, "{errno:?}");
        }
    }
}
