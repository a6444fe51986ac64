//! A tiny full-screen program on the terminal's own interface: a countdown, and an echo of what happened. The tests of
//! the terminal drive it.

#![allow(clippy::print_stderr, clippy::panic, reason = "panicking is one of the things it is asked to do")]

use std::time::Duration;

use crossterm::event::KeyCode;
use ratatui::buffer::Buffer;
use ratatui::text::Line;
use ratatui::widgets::{Paragraph, Widget};
use solemate::domain::time::{Moment, clock, shown_seconds};
use solemate::driver::clock::Clock;
use solemate::driver::terminal::{Terminal, Wake, catch_panics};

fn main() -> std::process::ExitCode {
    let reports = std::env::var_os("PROBE_REPORTS").map_or_else(std::env::temp_dir, Into::into);
    catch_panics(reports);
    let time = Clock::start(Default::default());
    let mut probe =
        Probe { end: time.moment().plus(Duration::from_secs(600)), paused: None, seen: "ready".into(), keys: 0 };
    let now = time.moment();
    let shown = Terminal::take().and_then(|taken| taken.show(now, |buffer, _| probe.view(buffer, now)));
    let mut terminal = match shown {
        Ok(terminal) => terminal,
        Err(refusal) => {
            eprintln!("solemate: {refusal}");
            return 2.into();
        }
    };
    loop {
        let now = time.moment();
        terminal.draw(|buffer| probe.view(buffer, now));
        terminal.ring();
        for wake in terminal.wait(probe.next_wake(now), &time) {
            let now = time.moment();
            match wake {
                Wake::Key(key) => match key.code {
                    KeyCode::Char('q') => return 0.into(),
                    KeyCode::Char('p') => probe.pause(now),
                    KeyCode::Char('!') => panic!("the probe was asked to: canary"),
                    KeyCode::Char('b') => terminal.bell(),
                    KeyCode::Char('w') => probe.seen = format!("wall {}", time.now().wall.offset()),
                    KeyCode::Char('h') => std::thread::park(),
                    code => {
                        probe.keys += 1;
                        probe.seen = format!("key {code:?} {:?}", key.modifiers);
                    }
                },
                Wake::Paste(text) => probe.seen = format!("paste of {}: {}", text.chars().count(), &*text),
                Wake::Focus(_) | Wake::Ground(_) => {}
                Wake::MiddleClick => probe.seen = "middle click".into(),
                Wake::Click { column, row } => probe.seen = format!("click {column} {row}"),
                Wake::Scroll { up } => probe.seen = format!("scroll {}", if up { "up" } else { "down" }),
                Wake::Draw | Wake::Called | Wake::Touched => {}
                Wake::Suspend => {
                    probe.pause(now);
                    terminal.suspend();
                    probe.seen = "back".into();
                }
                Wake::Stopped => probe.seen = "stopped".into(),
                Wake::Ending(ending) => {
                    if let Some(file) = std::env::var_os("PROBE_KEPT") {
                        let _ = std::fs::write(file, format!("{ending:?}"));
                    }
                    terminal.kept(ending, || {})
                }
            }
        }
    }
}

struct Probe {
    end: Moment,
    paused: Option<Duration>,
    seen: String,
    keys: usize,
}

impl Probe {
    fn left(&self, now: Moment) -> Duration {
        self.paused.unwrap_or_else(|| self.end.since(now))
    }

    fn pause(&mut self, now: Moment) {
        match self.paused.take() {
            Some(left) => self.end = now.plus(left),
            None => self.paused = Some(self.end.since(now)),
        }
    }

    fn next_wake(&self, now: Moment) -> Option<Moment> {
        let left = self.left(now);
        let flip = Duration::from_secs(shown_seconds(left).saturating_sub(1));
        (self.paused.is_none() && !left.is_zero()).then(|| self.end.minus(flip))
    }

    fn view(&self, buffer: &mut Buffer, now: Moment) {
        let area = buffer.area;
        let lines = vec![
            Line::raw(format!("probe {}x{}", area.width, area.height)),
            Line::raw(format!("left {}{}", clock(self.left(now)), if self.paused.is_some() { " paused" } else { "" })),
            Line::raw(self.seen.as_str()),
            Line::raw(format!("keys {}", self.keys)),
        ];
        Paragraph::new(lines).render(area, buffer);
    }
}
