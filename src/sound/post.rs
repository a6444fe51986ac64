//! What the speaker and its thread tell each other.
//!
//! A [`Mailbox`] has room for one tone, one phrase and the phrase after that: a newer one takes the place of an older one, so a
//! program that hangs can never make a queue.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::phrase::Phrase;
use super::tone::Tone;
use crate::domain::time::Moment;

/// Ticks at this distance, from the moment of one of them.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Pulse {
    pub from: Moment,
    pub every: Duration,
}

/// A tone that is to be heard.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sounded {
    pub tone: Tone,
    /// The moment of its cue.
    pub of: Moment,
    /// Whether the bell rings if it cannot be played.
    pub rings: bool,
}

/// What is to be said; nothing, to end what is being said.
#[derive(Clone, Debug)]
pub(super) struct Said {
    pub phrase: Option<Phrase>,
    /// The moment of its cue.
    pub of: Moment,
    /// How long what must be heard before it is thought to take from then on.
    pub waits: Duration,
}

/// What has not been heard, or never will be.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum News {
    /// The tone of this moment was not played, and the bell rings for it.
    Unplayed(Moment),
    /// No tone can be played any more, because of this.
    NoTones(String),
    /// Nothing can be said any more, because of this.
    NoVoice(String),
    /// The file of a tone could not be written.
    NoFile(std::io::ErrorKind),
}

/// What the two threads tell each other.
#[derive(Debug, Default)]
pub(super) struct Post {
    pub tone: Option<Sounded>,
    pub phrase: Option<Said>,
    /// What is said once nothing is being said.
    pub then: Option<Said>,
    pub pulse: Option<Pulse>,
    /// Whoever speaks or plays is to stop.
    pub hush: bool,
    /// Whoever spoke or played is being stopped.
    pub hushing: bool,
    pub quit: bool,
    /// Somebody speaks or plays, or is about to.
    pub busy: bool,
    /// Whether programs for tones, and for the voice, have been found, once that is known.
    pub found: Option<(bool, bool)>,
    /// A program is over.
    pub over: bool,
    pub news: Vec<News>,
    pub gone: bool,
}

impl Post {
    /// Whether nothing is being said or played, and nothing is still to be.
    pub const fn is_silent(&self) -> bool {
        !self.busy && self.tone.is_none() && self.phrase.is_none() && self.then.is_none() || self.gone
    }
}

#[derive(Debug, Default)]
pub(super) struct Mailbox {
    post: Mutex<Post>,
    posted: Condvar,
}

impl Mailbox {
    /// Looks into it.
    pub fn open(&self) -> MutexGuard<'_, Post> {
        self.post.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Changes what is in it, and wakes whoever waits for that.
    pub fn put(&self, change: impl FnOnce(&mut Post)) {
        change(&mut self.open());
        self.posted.notify_all();
    }

    /// Waits until something is so, but not for ever; whether it is.
    pub fn wait_until(&self, most: Duration, mut so: impl FnMut(&Post) -> bool) -> bool {
        let waited = self.posted.wait_timeout_while(self.open(), most, |post| !so(post));
        so(&waited.unwrap_or_else(PoisonError::into_inner).0)
    }

    /// Takes out what is new; waits for it, at most so long.
    pub fn take(&self, most: Option<Duration>, pulse: Option<Pulse>) -> Post {
        let nothing = |post: &mut Post| {
            let asked = post.quit || post.hush || post.tone.is_some() || post.phrase.is_some() || post.then.is_some();
            !asked && !post.over && post.pulse == pulse
        };
        let mut post = match most {
            Some(most) => {
                let waited = self.posted.wait_timeout_while(self.open(), most, nothing);
                waited.unwrap_or_else(PoisonError::into_inner).0
            }
            None => self.posted.wait_while(self.open(), nothing).unwrap_or_else(PoisonError::into_inner),
        };
        post.over = false;
        post.hushing = post.hush;
        post.busy = true;
        Post {
            tone: post.tone.take(),
            phrase: post.phrase.take(),
            then: post.then.take(),
            pulse: post.pulse,
            hush: std::mem::take(&mut post.hush),
            quit: post.quit,
            ..Post::default()
        }
    }
}
