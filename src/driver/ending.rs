//! How the full screen ends: what was said is kept, and what could not be is said on the shell.

use std::io::Write;
use std::process::ExitCode;

use super::Loop;
use crate::domain::record::Fact;
use crate::domain::text::Clean;
use crate::domain::time::Now;
use crate::domain::words;
use crate::ui::effect::{Effect, Leave};

/// The exit code of a program that was interrupted.
pub(super) const INTERRUPTED: u8 = 130;

/// How the full screen ended.
#[derive(Debug)]
pub struct Closed {
    /// The exit code.
    pub code: ExitCode,
    /// What could not be written, to be said on the shell: nothing a person said is lost without a word.
    pub unsaved: Vec<Fact>,
    /// A session stays open, and the next start can offer to go on.
    pub stays_open: bool,
    /// What was to be said and was not seen.
    pub notices: Vec<Clean>,
}

impl Loop {
    /// Ratings first, then where the session stands. What was still to be written is among the first.
    pub(super) fn keep_last_words(&mut self, now: Now) {
        for effect in self.app.last_draft(now) {
            self.deeds.perform(effect, now);
        }
        let (unfinished, unsaved) = self.app.last_words(now);
        let claims = std::mem::take(&mut self.later).into_iter().filter(|effect| matches!(effect, Effect::Claim(_)));
        let progress = unfinished.map(|unfinished| Effect::SaveProgress(Box::new(unfinished)));
        for effect in [Effect::Keep(unsaved)].into_iter().chain(claims).chain(progress) {
            if let Some(msg) = self.deeds.perform(effect, now) {
                for effect in self.app.update(msg, now).effects {
                    if matches!(effect, Effect::EndProgress(_)) {
                        self.deeds.perform(effect, now);
                    }
                }
            }
        }
    }

    /// Leaves the screen for good.
    pub(super) fn end(mut self, leave: Leave) -> Closed {
        self.door.stand_open(false, || self.terminal.waker());
        self.keep_last_words(self.clock.now());
        let unsaved = self.app.unsaved().to_vec();
        let code = match leave {
            Leave::Done => ExitCode::SUCCESS,
            Leave::Interrupted => ExitCode::from(INTERRUPTED),
        };
        let stays_open = self.app.lives() && self.deeds.stands();
        let notices = self.app.notices().into_iter().chain(self.app.mute_words()).collect();
        Closed { code, unsaved, stays_open, notices }
    }
}

/// Says on the shell that a session stays open, if one does.
pub fn tell_open(stays_open: bool) {
    if stays_open {
        // There is nobody left to tell if this fails.
        drop(writeln!(std::io::stderr(), "solemate: the session stays open: the next start offers to go on."));
    }
}

/// Says on the shell what words were typed and are no part of the history.
pub fn tell_mute(words: Option<&Clean>) {
    if let Some(words) = words {
        // There is nobody left to tell if this fails.
        drop(writeln!(std::io::stderr(), "solemate: {words}"));
    }
}

/// Says on the shell how to say again what could not be written; whether there was anything to say.
pub fn tell_unsaved(unsaved: &[Fact]) -> bool {
    let text = words::unsaved(unsaved);
    if let Some(text) = &text {
        // There is nobody left to tell if this fails.
        drop(writeln!(std::io::stderr(), "solemate: {text}"));
    }
    text.is_some()
}
