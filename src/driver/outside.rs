//! Programs of the system that do one thing and end: what answers a command in a moment, and is not waited for longer.

use std::env;
use std::ffi::OsStr;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};

use crate::domain::text::Clean;
use crate::sound::confine;
use crate::sound::programs::locate;

/// What it may know of our environment: what it needs to find the person's session, and its services.
const KEPT: &[&str] = &[
    "DBUS_SESSION_BUS_ADDRESS",
    "DISPLAY",
    "HOME",
    "LANG",
    "LC_ALL",
    "LOGNAME",
    "SystemRoot",
    "TEMP",
    "TMP",
    "USER",
    "USERPROFILE",
    "WAYLAND_DISPLAY",
    "XAUTHORITY",
    "XDG_CONFIG_HOME",
    "XDG_RUNTIME_DIR",
];

/// A program of this name in the absolute folders of `PATH`.
pub fn find(name: &str) -> Option<PathBuf> {
    locate(name, env::var_os("PATH").as_deref())
}

/// Runs a program with these words, which no shell reads, and `input` on its standard input. What it prints is not shown.
///
/// # Errors
/// Says why it did not do its work: it does not start, fails, or (on Unix) does not end within ten seconds.
pub fn run(program: &Path, words: &[impl AsRef<OsStr>], input: Option<&str>) -> Result<(), Clean> {
    let name = program.file_name().unwrap_or_default().to_string_lossy();
    let mut command = Command::new(program);
    confine(&mut command, KEPT);
    meet_the_session(&mut command);
    command.args(words).stdin(if input.is_some() { Stdio::piped() } else { Stdio::null() });
    let mut child = command.spawn().map_err(|error| Clean::visible(&format!("{name} does not start: {error}")))?;
    if let (Some(mut to), Some(text)) = (child.stdin.take(), input) {
        // One that does not listen says so by how it ends.
        drop(to.write_all(text.as_bytes()));
    }
    match wait(child) {
        Some(status) if status.success() => Ok(()),
        Some(status) => Err(Clean::visible(&format!("{name} failed ({status})"))),
        None => Err(Clean::visible(&format!("{name} does not answer"))),
    }
}

/// Whoever is started by a timer may not know where the services of the person's session are; the system has one place for
/// them.
#[cfg(unix)]
fn meet_the_session(command: &mut Command) {
    const KNOWN: [&str; 2] = ["DBUS_SESSION_BUS_ADDRESS", "XDG_RUNTIME_DIR"];
    let usual = PathBuf::from(format!("/run/user/{}", rustix::process::geteuid().as_raw()));
    if KNOWN.iter().all(|name| env::var_os(name).is_none()) && usual.is_dir() {
        command.env("XDG_RUNTIME_DIR", usual);
    }
}

#[cfg(not(unix))]
fn meet_the_session(_: &mut Command) {}

/// How it ended; none if it had to be killed, with all that it started.
#[cfg(unix)]
fn wait(mut child: Child) -> Option<ExitStatus> {
    use std::time::Duration;

    use rustix::io::retry_on_intr;
    use rustix::process::{Pid, Signal, WaitId, WaitIdOptions, kill_process_group, waitid};

    /// So long one may take.
    const PATIENCE: Duration = Duration::from_secs(10);

    let pid = Pid::from_child(&child);
    let (over, ends) = std::sync::mpsc::channel();
    let look = move || {
        // It is reaped by nobody but us: until then its number is its own.
        let _ = retry_on_intr(|| waitid(WaitId::Pid(pid), WaitIdOptions::EXITED | WaitIdOptions::NOWAIT));
        let _ = over.send(());
    };
    let looks = std::thread::Builder::new().name("outside".into()).spawn(look).is_ok();
    if looks && ends.recv_timeout(PATIENCE).is_err() {
        let _ = kill_process_group(pid, Signal::KILL);
        drop(child.wait());
        return None;
    }
    child.wait().ok()
}

/// The system has no waiting here that ends by itself. A task of its own is given a minute, by its file.
#[cfg(not(unix))]
fn wait(mut child: Child) -> Option<ExitStatus> {
    child.wait().ok()
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn says(script: &str, words: &[&str]) -> Result<(), String> {
        let words: Vec<&str> = ["-c", script, "sh"].iter().chain(words).copied().collect();
        run(Path::new("/bin/sh"), &words, Some("in")).map_err(|why| why.to_string())
    }

    #[test]
    fn a_program_is_run_with_its_words_and_its_end_is_told() {
        assert_eq!(says("read -r line; test \"$1 $line\" = 'two words in'", &["two words"]), Ok(()));
        assert_eq!(says("exit 3", &[]), Err("sh failed (exit status: 3)".to_owned()));
        let absent = run(Path::new("/nowhere/at/all"), &[""; 0], None).unwrap_err();
        assert!(absent.starts_with("all does not start: "), "{absent}");
    }
}
