//! Where it runs: within another terminal program, and with next to no stack.

use std::process::Command;

use super::support::pty::Pty;
use super::{Person, a_moment, until_all};

/// A tmux server of a person's own, gone with it.
struct Tmux<'a> {
    person: &'a Person,
}

impl<'a> Tmux<'a> {
    /// Nothing where there is no tmux.
    fn of(person: &'a Person, settings: &str) -> Option<Self> {
        Command::new("tmux").arg("-V").output().ok().filter(|answer| answer.status.success())?;
        person.write("tmux.conf", &format!("set -g status off\n{settings}\n"));
        Some(Self { person })
    }

    fn line(&self, command: &str) -> String {
        let path = |file: &str| self.person.path(file).display().to_string();
        format!("tmux -S {} -f {} {command}", path("tmux"), path("tmux.conf"))
    }

    fn start(&self, command: &str, size: (u16, u16)) -> Pty {
        self.person.start_in(&self.line(command), size)
    }

    fn tell(&self, command: &str) {
        let mut shell = Command::new("sh");
        assert!(shell.args(["-c", &self.line(command)]).status().unwrap().success(), "{command}");
    }
}

impl Drop for Tmux<'_> {
    fn drop(&mut self) {
        let _ = Command::new("sh").args(["-c", &self.line("kill-server")]).output();
    }
}

#[test]
fn t13_detached_it_runs_on_and_attached_at_another_size_it_is_drawn_anew() {
    let person = Person::with_routine(60);
    let Some(tmux) = Tmux::of(&person, "") else { return };
    let mut first = tmux.start(&format!("new-session '{}'", person.line("start canary")), (100, 30));
    first.until("left in all").until("Knead the canary");
    tmux.tell("detach-client");
    assert_eq!(first.wait_exit(), 0);
    a_moment(1500);
    let mut second = tmux.start("attach-session", (40, 12));
    until_all(&second, &["left", "Knead"]);
    assert_eq!(person.open_session().map(|_| ()), None, "it is still being lived");
    second.press("qq");
    second.until("Ended early.");
    second.press("\rq");
    assert_eq!(second.wait_exit(), 0);
    let [done] = &person.sessions()[..] else { panic!("one session") };
    assert!(done.lived.as_millis() >= 1500 && done.paused.is_zero(), "{done:?}");
}

#[test]
fn t14_without_a_second_screen_it_is_usable_and_leaves_nothing_to_read() {
    let person = Person::with_routine(1);
    let Some(tmux) = Tmux::of(&person, "set -g alternate-screen off") else { return };
    let mut pty = tmux.start("new-session 'PS1=shell: sh'", (80, 24));
    pty.until("shell:");
    pty.press(format!("{}\n", person.line("start canary")));
    until_all(&pty, &["Done.", "saved"]);
    pty.press("4");
    until_all(&pty, &["clear", "saved"]);
    pty.press("\rq");
    pty.until("shell:");
    let screen = pty.screen();
    assert!(!screen.contains("Canary") && !screen.contains("Routines"), "{screen}");
    pty.press("echo it $((6*7))\n");
    pty.until("it 42");
    pty.press("exit\n");
    assert_eq!(pty.wait_exit(), 0);
    assert_eq!(person.ratings().len(), 1);
}

/// The deepest routine there may be, with the largest plan: three lists within each other, 2,000 stretches of time.
fn deepest() -> String {
    let mut text = "format = 1\nname = \"Deepest\"\n[defaults]\nprep = 0\nchange = 0\n".to_owned();
    for _ in 0..2 {
        text += "[[step]]\nname = \"Outer\"\nrounds = 10\n[[step.step]]\nname = \"Inner\"\nrounds = 10\n";
        text += "[[step.step.step]]\nname = \"Innermost\"\nsides = \"left\"\nreps = 5\nhold = 1\nrest = 1\n";
    }
    text
}

/// What no routine is, and what a parser would follow down to its own end.
fn bottomless() -> [(&'static str, String); 4] {
    let named = |text: String| format!("format = 1\n{text}");
    [
        ("brackets", named(format!("name = {}", "[".repeat(100_000)))),
        ("braces", named(format!("name = {}", "{a=".repeat(50_000)))),
        ("dots", named(format!("{}a = 1", "a.".repeat(50_000)))),
        ("headers", named(format!("[{}a]\nb = 1", "a.".repeat(50_000)))),
    ]
}

/// So many KiB, in a shell. The optimised program needs less than 96; without optimisation the frames that parse the
/// command line alone take more than twice as much.
#[cfg(target_os = "linux")]
const LITTLE_STACK: &str = if cfg!(debug_assertions) { "ulimit -s 512" } else { "ulimit -s 128" };

#[test]
#[cfg(target_os = "linux")]
fn t29_the_deepest_routine_needs_little_stack() {
    let person = Person::with_routine(1);
    person.write("config/routines/deepest.toml", &deepest());
    let start = |arguments: &str, size| person.start_in(&format!("{LITTLE_STACK}; {}", person.line(arguments)), size);
    for arguments in ["check >/dev/null", "list >/dev/null", "show deepest --json >/dev/null"] {
        assert_eq!(start(arguments, super::SIZE).wait_exit(), 0, "{arguments}");
    }
    let mut pty = start("start deepest", (200, 60));
    pty.until("left in all").until("Innermost");
    pty.press("?");
    pty.until("Esc close");
    pty.press("\x1b");
    until_all(&pty, &["left in all", "Innermost"]);
    pty.press("vqq");
    pty.until("Ended early.");
    pty.press("\rq");
    assert_eq!(pty.wait_exit(), 0);
    assert_eq!(person.sessions()[0].steps.len(), 2);
}

#[test]
#[cfg(target_os = "linux")]
fn t29_a_file_without_a_bottom_is_told_with_little_stack() {
    let person = Person::with_routine(1);
    for (id, text) in bottomless() {
        person.write(&format!("config/routines/{id}.toml"), &text);
    }
    // The parser stops at a depth of 80; what it takes to get there is three times as large where nothing is optimized.
    let kibibytes = if cfg!(debug_assertions) { 512 } else { 256 };
    let mut pty = person.start_in(&format!("ulimit -s {kibibytes}; {}", person.line("check")), (200, 60));
    assert_eq!(pty.wait_exit(), 1);
    pty.until("5 routines, 4 with mistakes.");
}
