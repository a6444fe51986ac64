//! Keeps the machine awake while a session runs, by its own means: a program of the system that forbids sleep for as
//! long as it lives.
//!
//! ```text
//!   running, counting up        held
//!   paused, waiting             held for five minutes more: the instruction is read without a key
//!   over, given to the shell    released
//!   the program dies            released: the other program reads a pipe from us, and ends with it
//! ```
//!
//! Nothing waits for it: it is looked up, started and reaped in a thread of its own. Where it does not work the session
//! runs as well without it, and `doctor` says so.

use std::time::Duration;

use crate::domain::session::{Session, Standing};
use crate::domain::time::Moment;

/// Who pauses may be reading, with no hand free: so long the screen stays as it is.
const LINGER: Duration = Duration::from_secs(300);

/// What a session asks of it at the moment.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Wish {
    /// Stay awake.
    Awake,
    /// The session stands still.
    Soon,
    /// There is none.
    Release,
}

impl Wish {
    /// What the session under way asks for.
    pub fn of(session: Option<&Session>) -> Self {
        match session.map(Session::standing) {
            Some(Standing::Running | Standing::Counting) => Self::Awake,
            Some(Standing::Paused | Standing::Held) => Self::Soon,
            Some(Standing::Over(_)) | None => Self::Release,
        }
    }
}

/// Sleep, forbidden or not.
#[derive(Debug)]
pub struct Awake {
    wanted: bool,
    held: Option<held::Held>,
    /// The session stands still: released then.
    until: Option<Moment>,
}

impl Awake {
    /// Nothing is forbidden yet, and never will be unless it is `wanted`.
    pub const fn new(wanted: bool) -> Self {
        Self { wanted, held: None, until: None }
    }

    /// Whether it is wanted from now on.
    pub const fn want(&mut self, wanted: bool) {
        self.wanted = wanted;
    }

    /// Does what the session wishes, as of `now`.
    pub fn follow(&mut self, wish: Wish, now: Moment) {
        self.until = match wish {
            Wish::Soon if self.held.is_some() => Some(self.until.unwrap_or(now.plus(LINGER))),
            _ => None,
        };
        let holds = match wish {
            Wish::Awake => self.wanted,
            Wish::Soon => self.until.is_some_and(|until| now < until),
            Wish::Release => false,
        };
        if !holds {
            (self.held, self.until) = (None, None);
        } else if self.held.is_none() {
            self.held = Some(held::Held::take());
        } else if self.held.as_ref().is_some_and(held::Held::fell) {
            // It does not work here: once is enough.
            self.wanted = false;
        }
    }

    /// When it is to be released, if nothing happens before.
    pub const fn next_wake(&self) -> Option<Moment> {
        self.until
    }
}

pub use held::try_out;

#[cfg(unix)]
mod held {
    use std::env;
    use std::ffi::OsString;
    use std::io::{PipeReader, PipeWriter, pipe};
    use std::path::PathBuf;
    use std::process::{Child, Command, Stdio};
    use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

    use rustix::io::retry_on_intr;
    use rustix::process::{Pid, Signal, WaitId, WaitIdOptions, kill_process_group, waitid};

    use crate::sound::confine;
    use crate::sound::programs::locate;

    const WHY: &str = "a session is under way";

    /// What the other program may know of ours: what it needs to find the system's services.
    const ENVIRONMENT: &[&str] = &[
        "HOME",
        "LANG",
        "DISPLAY",
        "WAYLAND_DISPLAY",
        "DBUS_SESSION_BUS_ADDRESS",
        "XDG_RUNTIME_DIR",
        "XDG_SESSION_ID",
        "XDG_CURRENT_DESKTOP",
    ];

    /// How often to look whether one that is tried has answered: two seconds in all.
    const LOOKS: u32 = 100;
    const PAUSE: rustix::event::Timespec = rustix::event::Timespec { tv_sec: 0, tv_nsec: 20_000_000 };

    /// How it stands with the other program.
    #[derive(Clone, Copy, PartialEq, Eq, Debug)]
    enum Life {
        /// It is being looked up and started.
        Starting,
        /// It lives; it leads a group of this number.
        Alive(Pid),
        /// It is not wanted any more.
        Released,
        /// It ended by itself, or could not be started.
        Fell,
    }

    /// Sleep is forbidden while this lives.
    #[derive(Debug)]
    pub struct Held {
        life: Arc<Mutex<Life>>,
        /// The other program ends when this closes, however this one ends.
        _end: Option<PipeWriter>,
    }

    fn look(life: &Mutex<Life>) -> MutexGuard<'_, Life> {
        life.lock().unwrap_or_else(PoisonError::into_inner)
    }

    impl Held {
        pub fn take() -> Self {
            let life = Arc::new(Mutex::new(Life::Starting));
            let end = pipe().ok().and_then(|(read, write)| {
                let shared = Arc::clone(&life);
                let thread = std::thread::Builder::new().name("awake".into()).stack_size(128 * 1024);
                thread.spawn(move || keep(&shared, read)).ok().map(|_| write)
            });
            if end.is_none() {
                *look(&life) = Life::Fell;
            }
            Self { life, _end: end }
        }

        /// Whether it turned out not to work.
        pub fn fell(&self) -> bool {
            *look(&self.life) == Life::Fell
        }
    }

    impl Drop for Held {
        fn drop(&mut self) {
            let mut life = look(&self.life);
            if let Life::Alive(group) = *life {
                // The system takes back what it granted when the program is gone, so nobody needs to be asked.
                let _ = kill_process_group(group, Signal::KILL);
            }
            *life = Life::Released;
        }
    }

    /// Starts the other program, and reaps it.
    fn keep(life: &Mutex<Life>, end: PipeReader) {
        let Some(mut child) = means().ok().and_then(|means| start(&means, end.into()).ok()) else {
            *look(life) = Life::Fell;
            return;
        };
        let pid = Pid::from_child(&child);
        let life_was = std::mem::replace(&mut *look(life), Life::Alive(pid));
        if life_was == Life::Released {
            let _ = kill_process_group(pid, Signal::KILL);
        }
        // Waited for first and reaped then: its number is its own for as long as somebody may want to end it.
        let _ = retry_on_intr(|| waitid(WaitId::Pid(pid), WaitIdOptions::EXITED | WaitIdOptions::NOWAIT));
        let mut life = look(life);
        if *life != Life::Released {
            *life = Life::Fell;
        }
        drop(child.wait());
    }

    fn start(means: &Means, input: Stdio) -> std::io::Result<Child> {
        let mut command = Command::new(&means.program);
        confine(&mut command, ENVIRONMENT);
        command.args(&means.arguments).stdin(input).spawn()
    }

    /// A program that forbids sleep.
    struct Means {
        program: PathBuf,
        arguments: Vec<OsString>,
    }

    fn find(name: &str) -> Option<PathBuf> {
        locate(name, env::var_os("PATH").as_deref())
    }

    #[cfg(target_vendor = "apple")]
    fn means() -> Result<Means, &'static str> {
        let program = find("caffeinate").ok_or("caffeinate is not in PATH")?;
        let arguments = ["-di", "-w", &std::process::id().to_string()].map(OsString::from).to_vec();
        Ok(Means { program, arguments })
    }

    #[cfg(not(target_vendor = "apple"))]
    fn means() -> Result<Means, &'static str> {
        // It reads until we are gone, and what forbids sleep lives for as long as it does.
        let cat = find("cat").ok_or("cat is not in PATH")?;
        let is_gnome = env::var_os("XDG_CURRENT_DESKTOP").is_some_and(|name| name.to_string_lossy().contains("GNOME"));
        // GNOME blanks its screen by rules of its own.
        let gnome = is_gnome.then(|| find("gnome-session-inhibit")).flatten();
        let (program, arguments) = match gnome {
            Some(program) => (program, vec!["--app-id", "solemate", "--reason", WHY, "--inhibit", "idle:suspend"]),
            None => {
                let program = find("systemd-inhibit").ok_or("systemd-inhibit is not in PATH")?;
                (program, vec!["--what=idle:sleep", "--who=solemate", "--why", WHY, "--mode=block"])
            }
        };
        let arguments = arguments.into_iter().map(OsString::from).chain([cat.into()]).collect();
        Ok(Means { program, arguments })
    }

    /// Whether sleep can be forbidden here: the program that does it, or why there is none.
    ///
    /// # Errors
    /// When it cannot.
    pub fn try_out() -> Result<PathBuf, String> {
        let means = means()?;
        // It forbids sleep for no longer than it takes to read nothing.
        let mut child = start(&means, Stdio::null())
            .map_err(|error| format!("{} does not start: {error}", means.program.display()))?;
        if cfg!(target_vendor = "apple") {
            drop(child.kill());
            drop(child.wait());
            return Ok(means.program);
        }
        for _ in 0..LOOKS {
            match child.try_wait() {
                Ok(None) => drop(rustix::event::poll(&mut [], Some(&PAUSE)).is_ok()),
                Ok(Some(status)) if status.success() => return Ok(means.program),
                _ => return Err(format!("{} refuses", means.program.display())),
            }
        }
        let _ = kill_process_group(Pid::from_child(&child), Signal::KILL);
        drop(child.wait());
        Err(format!("{} does not answer", means.program.display()))
    }
}

/// The same on Windows, where a script asks for it.
#[cfg(windows)]
mod held {
    use std::env;
    use std::io::{PipeReader, PipeWriter, pipe};
    use std::os::windows::process::CommandExt;
    use std::path::{Path, PathBuf};
    use std::process::{Child, Command, Stdio};
    use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
    use std::time::Duration;

    use crate::sound::confine;
    use crate::sound::programs::locate;

    /// What the script may know of our environment: what it needs to run.
    const ENVIRONMENT: &[&str] = &["SystemRoot", "TEMP", "TMP", "USERPROFILE"];

    /// Asks the system to stay awake, with its screen on, for as long as this script runs: until its input ends.
    const SCRIPT: &str = "$stay = Add-Type -PassThru -Namespace Solemate -Name Stay -MemberDefinition \
        '[DllImport(\"kernel32.dll\")] public static extern uint SetThreadExecutionState(uint state);'; \
        if ($stay::SetThreadExecutionState([uint32]'0x80000003') -eq 0) { exit 1 }; \
        [void][Console]::In.ReadToEnd()";

    /// Without a window of its own (`CREATE_NO_WINDOW`).
    const NO_WINDOW: u32 = 0x0800_0000;

    /// How often to look whether one that is tried has answered: ten seconds in all, for it is slow to start.
    const LOOKS: u32 = 500;
    const PAUSE: Duration = Duration::from_millis(20);

    /// How it stands with the script.
    #[derive(Clone, Copy, PartialEq, Eq, Debug)]
    enum Life {
        /// It is to run.
        Wanted,
        /// It is not wanted any more.
        Released,
        /// It ended by itself, or could not be started.
        Fell,
    }

    /// Sleep is forbidden while this lives. The script reads a pipe from us, and ends when that closes.
    #[derive(Debug)]
    pub struct Held {
        life: Arc<Mutex<Life>>,
        _end: Option<PipeWriter>,
    }

    fn look(life: &Mutex<Life>) -> MutexGuard<'_, Life> {
        life.lock().unwrap_or_else(PoisonError::into_inner)
    }

    impl Held {
        pub fn take() -> Self {
            let life = Arc::new(Mutex::new(Life::Wanted));
            let end = pipe().ok().and_then(|(read, write)| {
                let shared = Arc::clone(&life);
                let thread = std::thread::Builder::new().name("awake".into());
                thread.spawn(move || keep(&shared, read)).ok().map(|_| write)
            });
            if end.is_none() {
                *look(&life) = Life::Fell;
            }
            Self { life, _end: end }
        }

        /// Whether it turned out not to work.
        pub fn fell(&self) -> bool {
            *look(&self.life) == Life::Fell
        }
    }

    impl Drop for Held {
        fn drop(&mut self) {
            *look(&self.life) = Life::Released;
        }
    }

    /// Looks the script's program up, starts it, and sees it out.
    fn keep(life: &Mutex<Life>, end: PipeReader) {
        if let Some(mut child) = means().and_then(|program| start(&program, end.into()).ok()) {
            drop(child.wait());
        }
        let mut life = look(life);
        if *life == Life::Wanted {
            *life = Life::Fell;
        }
    }

    fn means() -> Option<PathBuf> {
        locate("powershell.exe", env::var_os("PATH").as_deref())
    }

    fn start(program: &Path, input: Stdio) -> std::io::Result<Child> {
        let mut command = Command::new(program);
        confine(&mut command, ENVIRONMENT);
        command.args(["-NoLogo", "-NoProfile", "-NonInteractive", "-Command", SCRIPT]);
        command.creation_flags(NO_WINDOW).stdin(input).spawn()
    }

    /// Whether sleep can be forbidden here: the program that does it, or why there is none.
    ///
    /// # Errors
    /// When it cannot.
    pub fn try_out() -> Result<PathBuf, String> {
        let program = means().ok_or("powershell.exe is not in PATH")?;
        let mut child =
            start(&program, Stdio::null()).map_err(|error| format!("{} does not start: {error}", program.display()))?;
        for _ in 0..LOOKS {
            match child.try_wait() {
                Ok(None) => std::thread::park_timeout(PAUSE),
                Ok(Some(status)) if status.success() => return Ok(program),
                _ => return Err(format!("{} refuses", program.display())),
            }
        }
        drop(child.kill());
        drop(child.wait());
        Err(format!("{} does not answer", program.display()))
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn at(seconds: u64) -> Moment {
        Moment::at(Duration::from_secs(seconds))
    }

    #[test]
    fn a_pause_is_waited_out_for_five_minutes_and_no_longer() {
        let mut awake = Awake::new(true);
        awake.follow(Wish::Soon, at(0));
        assert_eq!((awake.held.is_some(), awake.next_wake()), (false, None), "what never ran forbids nothing");
        awake.follow(Wish::Awake, at(1));
        assert_eq!((awake.held.is_some(), awake.next_wake()), (true, None));
        awake.follow(Wish::Soon, at(10));
        awake.follow(Wish::Soon, at(20));
        assert_eq!((awake.held.is_some(), awake.next_wake()), (true, Some(at(310))));
        awake.follow(Wish::Awake, at(30));
        assert_eq!(awake.next_wake(), None);
        awake.follow(Wish::Soon, at(40));
        awake.follow(Wish::Soon, at(340));
        assert_eq!((awake.held.is_some(), awake.next_wake()), (false, None));
        awake.follow(Wish::Soon, at(350));
        assert_eq!((awake.held.is_some(), awake.next_wake()), (false, None));
    }

    #[test]
    fn who_does_not_want_it_has_nothing_started() {
        let mut awake = Awake::new(false);
        awake.follow(Wish::Awake, at(1));
        assert!(awake.held.is_none());
    }
}
