//! A program in a real pseudo-terminal, under a small shell with job control, seen through a terminal's screen model.

#![allow(dead_code, reason = "every test file that shares this folder compiles it, and most need no terminal")]
#![allow(clippy::disallowed_methods, reason = "real programs are waited for in real time")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering::SeqCst};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use rustix::process::{Pid, Signal, kill_process, test_kill_process};

/// Longer than anything may take on a busy machine.
const LIMIT: Duration = Duration::from_secs(20);

/// The shell: runs the program as a job, says how it ended, then does as it is told, line by line.
const SHELL: &str = r#"set -m; trap : INT QUIT; found=$(stty -g); eval "$1"; echo "[1:$?]"; n=1
while read -r line; do eval "$line"; n=$((n+1)); echo "[$n:$?]"; done"#;

/// A program in a terminal.
pub struct Pty {
    master: Option<Box<dyn MasterPty + Send>>,
    keys: Box<dyn Write + Send>,
    shell: Box<dyn Child + Send + Sync>,
    seen: Arc<Seen>,
    line_mode: String,
    program: Option<Pid>,
    answers: u32,
}

/// What the terminal shows and has been sent.
struct Seen {
    screen: Mutex<(vt100::Parser, Vec<u8>)>,
    reading: AtomicBool,
}

impl Pty {
    /// Starts a shell line in a terminal of `(columns, rows)`.
    pub fn start(line: &str, (columns, rows): (u16, u16), environment: &[(&str, &str)]) -> Self {
        let size = PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).expect("a pseudo-terminal");
        let line_mode = format!("{:?}", pair.master.get_termios());
        let mut command = CommandBuilder::new("/bin/sh");
        command.args(["-c", SHELL, "sh", line]);
        command.env("TERM", "xterm-256color");
        for (key, value) in environment {
            command.env(key, value);
        }
        let at_least_one = |n: u16| NonZeroU16::new(n.max(1)).expect("not zero");
        let parser = vt100::Parser::new(at_least_one(rows), at_least_one(columns), 0);
        let seen = Arc::new(Seen { screen: Mutex::new((parser, Vec::new())), reading: AtomicBool::new(true) });
        let mut reader = pair.master.try_clone_reader().expect("a reader");
        let watching = Arc::clone(&seen);
        std::thread::spawn(move || {
            let mut buffer = [0; 4096];
            loop {
                while !watching.reading.load(SeqCst) {
                    std::thread::sleep(Duration::from_millis(2));
                }
                match reader.read(&mut buffer) {
                    Ok(0) | Err(_) => break,
                    Ok(count) => {
                        let mut screen = watching.screen.lock().unwrap();
                        screen.0.process(&buffer[..count]);
                        screen.1.extend_from_slice(&buffer[..count]);
                    }
                }
            }
        });
        let shell = pair.slave.spawn_command(command).expect("a shell");
        let keys = pair.master.take_writer().expect("a writer");
        Self { master: Some(pair.master), keys, shell, seen, line_mode, program: None, answers: 0 }
    }

    /// Types bytes.
    pub fn press(&mut self, keys: impl AsRef<[u8]>) {
        self.keys.write_all(keys.as_ref()).expect("keys taken");
    }

    /// Waits until the screen shows `text`.
    #[track_caller]
    pub fn until(&self, text: &str) -> &Self {
        let shown = patiently(LIMIT, || self.screen().contains(text).then_some(()));
        assert!(shown.is_some(), "{text:?} never showed:\n{}", self.screen());
        self
    }

    /// The text on the screen.
    pub fn screen(&self) -> String {
        self.lock().0.screen().contents()
    }

    /// All bytes that came.
    pub fn bytes(&self) -> Vec<u8> {
        self.lock().1.clone()
    }

    fn lock(&self) -> MutexGuard<'_, (vt100::Parser, Vec<u8>)> {
        self.seen.screen.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Gives the terminal another size.
    pub fn resize(&self, columns: u16, rows: u16) {
        let size = PtySize { rows, cols: columns, pixel_width: 0, pixel_height: 0 };
        if let (Some(columns), Some(rows)) = (NonZeroU16::new(columns.min(500)), NonZeroU16::new(rows.min(500))) {
            self.lock().0.screen_mut().set_size(rows, columns);
        }
        let master = self.master.as_ref().expect("a window");
        let _ = master.resize(size);
    }

    /// The terminal stops taking bytes, or takes them again.
    pub fn stall(&self, stalled: bool) {
        self.seen.reading.store(!stalled, SeqCst);
    }

    /// Closes the window.
    pub fn close(&mut self) {
        self.program();
        // The reader still holds the master; this wakes and ends it.
        self.master = None;
        self.keys = Box::new(std::io::sink());
        let _ = self.shell.kill();
    }

    /// The program's process, once it stands in the foreground.
    pub fn program(&mut self) -> Pid {
        let (master, shell) = (self.master.as_ref(), self.shell.process_id().expect("a shell"));
        let program = self.program.or_else(|| {
            patiently(LIMIT, || {
                let leader = master?.process_group_leader()?;
                (leader != shell as i32 && leader > 0).then(|| Pid::from_raw(leader)).flatten()
            })
        });
        self.program = program;
        program.expect("the program never came to the foreground")
    }

    /// Sends the program a signal.
    pub fn signal(&mut self, signal: Signal) {
        let program = self.program();
        let _ = kill_process(program, signal);
    }

    /// Tells the shell something, without waiting.
    pub fn tell(&mut self, line: &str) {
        self.press(format!("{line}\n"));
    }

    /// Waits until the program ends or stops, or the shell has done as told; the exit code, as shells give it (128 and
    /// the signal).
    #[track_caller]
    pub fn wait_exit(&mut self) -> i32 {
        self.answers += 1;
        let mark = format!("[{}:", self.answers);
        let code = patiently(LIMIT, || {
            let bytes = self.bytes();
            let text = String::from_utf8_lossy(&bytes);
            let (_, rest) = text.split_once(&mark)?;
            rest.split_once(']')?.0.parse().ok()
        });
        let Some(code) = code else { panic!("no {mark}…] came:\n{}", self.screen()) };
        code
    }

    /// Waits until the program is no more; whether it went within `limit`.
    pub fn gone_within(&mut self, limit: Duration) -> bool {
        let program = self.program();
        patiently(limit, || test_kill_process(program).is_err().then_some(())).is_some()
    }

    /// What is left on the terminal that was not there at the start.
    pub fn leftovers(&self) -> Vec<String> {
        let mut left = Vec::new();
        {
            let screen = self.lock();
            let screen = screen.0.screen();
            let modes = [
                ("alternate screen", screen.alternate_screen()),
                ("hidden cursor", screen.hide_cursor()),
                ("bracketed paste", screen.bracketed_paste()),
                ("mouse", screen.mouse_protocol_mode() != vt100::MouseProtocolMode::None),
                ("style", screen.bold() || screen.inverse() || screen.fgcolor() != vt100::Color::Default),
            ];
            left.extend(modes.into_iter().filter(|(_, on)| *on).map(|(name, _)| name.to_owned()));
        }
        left.extend((keyboard_modes(&self.bytes()) > 0).then(|| "keyboard protocol".to_owned()));
        let line_mode = self.master.as_ref().map(|master| format!("{:?}", master.get_termios()));
        if line_mode.is_some_and(|now| now != self.line_mode) {
            left.push("line mode".into());
        }
        left
    }

    /// The terminal is exactly as it was found.
    #[track_caller]
    pub fn modes_clean(&self) {
        let clean = patiently(Duration::from_secs(2), || self.leftovers().is_empty().then_some(()));
        assert!(clean.is_some(), "left behind: {:?}\n{}", self.leftovers(), self.screen());
    }
}

impl Drop for Pty {
    fn drop(&mut self) {
        self.seen.reading.store(true, SeqCst);
        if let Some(program) = self.program {
            let _ = kill_process(program, Signal::KILL);
        }
        let _ = self.shell.kill();
        let _ = self.shell.wait();
    }
}

/// How many keyboard modes were pushed and not popped, on the two screens together: each has its own.
fn keyboard_modes(bytes: &[u8]) -> usize {
    let (mut screen, mut pushed) = (0, [0_usize; 2]);
    for at in 0..bytes.len() {
        match &bytes[at..] {
            [0x1b, b'[', b'?', b'1', b'0', b'4', b'9', switch @ (b'h' | b'l'), ..] => {
                screen = usize::from(*switch == b'h')
            }
            [0x1b, b'[', b'>', b'0'..=b'9', b'u', ..] => pushed[screen] += 1,
            [0x1b, b'[', b'<', b'u', ..] => pushed[screen] = pushed[screen].saturating_sub(1),
            _ => {}
        }
    }
    pushed.iter().sum()
}

/// Asks again and again, for at most `limit`.
pub fn patiently<T>(limit: Duration, mut ask: impl FnMut() -> Option<T>) -> Option<T> {
    let end = Instant::now() + limit;
    loop {
        let answer = ask();
        if answer.is_some() || Instant::now() > end {
            return answer;
        }
        std::thread::sleep(Duration::from_millis(2));
    }
}

/// An example of this package as a program, built if need be.
pub fn example(name: &str) -> String {
    static BUILT: OnceLock<PathBuf> = OnceLock::new();
    let folder = BUILT.get_or_init(|| {
        let mut build = std::process::Command::new(env!("CARGO"));
        build.args(["build", "--quiet", "--examples"]);
        if !cfg!(debug_assertions) {
            build.arg("--release");
        }
        assert!(build.status().expect("cargo runs").success(), "the examples do not build");
        let test = std::env::current_exe().expect("a path");
        test.ancestors().nth(2).expect("a build folder").join("examples")
    });
    folder.join(name).to_string_lossy().into_owned()
}
