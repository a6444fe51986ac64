//! A program at work: started with nothing of ours but its words, ended with its whole group, and always reaped.

use std::io::Write;
use std::path::Path;
use std::process::{Child as Process, Command, Stdio};
use std::sync::{Mutex, PoisonError, TryLockError};
use std::thread::park_timeout;
use std::time::Duration;

use super::programs::Program;

/// How long a program that is asked to end may take for it.
const GRACE: Duration = Duration::from_millis(80);

/// How long one that is made to end may take to be gone.
const GONE_WITHIN: Duration = Duration::from_millis(60);

/// How often to look whether it has.
const LOOK: Duration = Duration::from_millis(4);

/// What a program may know of the person's environment: where sound goes, and in which language.
const KEPT: &[&str] = &[
    "ALSA_CONFIG_PATH",
    "DBUS_SESSION_BUS_ADDRESS",
    "HOME",
    "LANG",
    "LC_ALL",
    "LC_CTYPE",
    "LOGNAME",
    "PIPEWIRE_REMOTE",
    "PIPEWIRE_RUNTIME_DIR",
    "PULSE_COOKIE",
    "PULSE_RUNTIME_PATH",
    "PULSE_SERVER",
    "SPEECHD_ADDRESS",
    "SystemRoot",
    "TEMP",
    "TMP",
    "TMPDIR",
    "USER",
    "USERPROFILE",
    "XDG_CACHE_HOME",
    "XDG_CONFIG_HOME",
    "XDG_RUNTIME_DIR",
];

/// The programs at work, for [`end_all`].
static AT_WORK: Mutex<AtWork> = Mutex::new(AtWork { groups: Vec::new(), barred: false });

struct AtWork {
    /// Their process groups.
    groups: Vec<u32>,
    /// No program may start: one that did would speak on beside a process that is stopped.
    barred: bool,
}

/// One program at work. Dropped, it is ended.
#[derive(Debug)]
pub(super) struct Child {
    process: Process,
    over: Option<bool>,
}

/// Kills every program at work at once, from whichever thread: the last thing before the process ends. One that is just
/// being started is waited for, but not for long: what it hangs on must not keep the process from ending.
pub fn end_all() {
    end_groups(false);
}

/// The same before the process is stopped; no other program starts from then on, until [`allow`].
pub fn hold() {
    end_groups(true);
}

fn end_groups(bar: bool) {
    for _ in 0..10 {
        let mut at_work = match AT_WORK.try_lock() {
            Ok(at_work) => at_work,
            Err(TryLockError::Poisoned(at_work)) => at_work.into_inner(),
            Err(TryLockError::WouldBlock) => {
                park_timeout(LOOK);
                continue;
            }
        };
        at_work.barred |= bar;
        at_work.groups.iter().for_each(|group| signal(*group, true));
        return;
    }
}

/// Programs may start again: the process has been stopped, and goes on.
pub fn allow() {
    AT_WORK.lock().unwrap_or_else(PoisonError::into_inner).barred = false;
}

/// Whether a program was not started because none may be: no fault of its own.
pub(super) fn is_barred(error: &std::io::Error) -> bool {
    error.kind() == std::io::ErrorKind::WouldBlock
}

impl Child {
    /// Starts a program: on `file`, or with `text` on its standard input.
    pub fn start(program: &Program, file: Option<&Path>, text: Option<&str>) -> std::io::Result<Self> {
        let mut command = Command::new(&program.path);
        command.args(&program.words);
        match file {
            Some(file) if program.reads_path => Self::spawn(&mut command, file.to_str()),
            _ => Self::spawn(command.args(file), text),
        }
    }

    /// Starts what stops the speech of a server.
    fn start_stop(program: &Program) -> Option<Self> {
        let mut command = Command::new(&program.path);
        Self::spawn(command.args(program.stop?), None).ok()
    }

    fn spawn(command: &mut Command, text: Option<&str>) -> std::io::Result<Self> {
        command.env_clear();
        command.envs(KEPT.iter().filter_map(|name| Some((name, std::env::var_os(name)?))));
        command.envs(absolute_path().map(|path| ("PATH", path)));
        command.stdin(if text.is_some() { Stdio::piped() } else { Stdio::null() });
        command.stdout(Stdio::null()).stderr(Stdio::null());
        #[cfg(unix)]
        {
            command.current_dir("/");
            std::os::unix::process::CommandExt::process_group(command, 0);
        }
        // Held over the start: whoever ends them all must not miss the one that is just being born.
        let mut at_work = AT_WORK.lock().unwrap_or_else(PoisonError::into_inner);
        if at_work.barred {
            return Err(std::io::ErrorKind::WouldBlock.into());
        }
        let mut process = command.spawn()?;
        at_work.groups.push(process.id());
        drop(at_work);
        if let (Some(mut input), Some(text)) = (process.stdin.take(), text) {
            // A phrase is far smaller than a pipe, so this waits for nobody; one that does not listen is no trouble.
            drop(input.write_all(text.as_bytes()).and_then(|()| input.write_all(b"\n")));
        }
        Ok(Self { process, over: None })
    }

    /// Whether it is over, and then, whether all went well. What it left behind in its group is ended with it.
    pub fn over(&mut self) -> Option<bool> {
        if self.over.is_none() {
            let mut at_work = AT_WORK.lock().unwrap_or_else(PoisonError::into_inner);
            if has_ended(self.process.id()) {
                // Before it is reaped its number cannot be another's.
                signal(self.process.id(), true);
                self.over = self.process.try_wait().ok().flatten().map(|status| status.success());
            }
            if self.over.is_some() {
                at_work.groups.retain(|group| *group != self.process.id());
            }
        }
        self.over
    }

    fn ask(&self) {
        if self.over.is_none() {
            signal(self.process.id(), false);
        }
    }

    /// Waits until it is over, at most so long.
    fn wait(&mut self, most: Duration) -> bool {
        let mut waited = Duration::ZERO;
        while self.over().is_none() && waited < most {
            park_timeout(LOOK);
            waited += LOOK;
        }
        self.over.is_some()
    }

    fn kill(&mut self) {
        if self.over.is_none() {
            signal(self.process.id(), true);
            drop(self.process.kill());
            self.wait(GONE_WITHIN);
        }
    }
}

impl Drop for Child {
    fn drop(&mut self) {
        self.kill();
    }
}

/// Ends programs together: asks, waits a little, makes them. A server that speaks for one is told to be quiet.
pub(super) fn end(mut children: Vec<(Child, &Program)>) {
    children.retain_mut(|(child, _)| child.over().is_none());
    children.iter().for_each(|(child, _)| child.ask());
    let mut left = GRACE;
    while left > Duration::ZERO && children.iter_mut().any(|(child, _)| child.over().is_none()) {
        park_timeout(LOOK);
        left = left.saturating_sub(LOOK);
    }
    for (mut child, program) in children {
        child.kill();
        if let Some(mut stop) = Child::start_stop(program) {
            stop.wait(GRACE);
        }
    }
}

fn absolute_path() -> Option<std::ffi::OsString> {
    let path = std::env::var_os("PATH")?;
    std::env::join_paths(std::env::split_paths(&path).filter(|folder| folder.is_absolute())).ok()
}

#[cfg(unix)]
fn pid(process: u32) -> Option<rustix::process::Pid> {
    i32::try_from(process).ok().and_then(rustix::process::Pid::from_raw)
}

/// Asks or makes a group end.
#[cfg(unix)]
fn signal(group: u32, kill: bool) {
    use rustix::process::{Signal, kill_process_group};
    if let Some(group) = pid(group) {
        // It may be gone already.
        let _ = kill_process_group(group, if kill { Signal::KILL } else { Signal::TERM });
    }
}

/// Whether a process has ended, without reaping it.
#[cfg(unix)]
fn has_ended(process: u32) -> bool {
    use rustix::process::{WaitId, WaitIdOptions, waitid};
    let Some(process) = pid(process) else { return true };
    let look = WaitIdOptions::EXITED | WaitIdOptions::NOWAIT | WaitIdOptions::NOHANG;
    !matches!(waitid(WaitId::Pid(process), look), Ok(None))
}

/// There are no groups here: the process itself is ended by [`Child::kill`].
#[cfg(not(unix))]
const fn signal(_: u32, _: bool) {}

#[cfg(not(unix))]
const fn has_ended(_: u32) -> bool {
    true
}
