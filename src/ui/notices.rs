//! Things to be said once.

use std::time::Duration;

use crate::domain::text::Clean;
use crate::domain::time::{Moment, Now};

/// How long a notice stands in a session, where nobody may have a hand free to dismiss it.
const STANDS_FOR: Duration = Duration::from_secs(8);

/// What is to be said, the first of it now. It stands until a key is pressed.
#[derive(Clone, Debug, Default)]
pub struct Notices {
    waiting: Vec<Clean>,
    /// How many of these, the last ones, were there from the start.
    opening: usize,
    /// When the first one goes by itself.
    ends: Option<Moment>,
}

impl Notices {
    /// Begins with these.
    pub fn new(waiting: Vec<Clean>) -> Self {
        Self { opening: waiting.len(), waiting, ends: None }
    }

    /// All that is still to be said.
    pub fn as_slice(&self) -> &[Clean] {
        &self.waiting
    }

    /// Adds one, unless it waits already. What was wrong at the start waits behind what follows from a key.
    pub fn say(&mut self, what: Clean) {
        if self.waiting.contains(&what) {
            return;
        }
        let at = self.waiting.len() - self.opening;
        self.waiting.insert(at, what);
        if at == 0 {
            self.ends = None;
        }
    }

    /// What was said is not true any more: `instead` takes its place, if it still waits.
    pub fn take_back(&mut self, what: &Clean, instead: Option<&Clean>) {
        let Some(at) = self.waiting.iter().position(|waiting| waiting == what) else { return };
        match instead {
            Some(instead) => self.waiting.splice(at..=at, [instead.clone()]).for_each(drop),
            None if at == 0 => self.dismiss(),
            None => self.take(at),
        }
    }

    fn take(&mut self, at: usize) {
        self.opening -= usize::from(at + self.opening >= self.waiting.len());
        self.waiting.remove(at);
    }

    /// The first one has been seen.
    pub fn dismiss(&mut self) {
        if !self.waiting.is_empty() {
            self.take(0);
            self.ends = None;
        }
    }

    /// Lets time pass in a session; whether one went.
    pub fn pass(&mut self, now: Now) -> bool {
        if self.waiting.is_empty() {
            return false;
        }
        let gone = *self.ends.get_or_insert(now.moment.plus(STANDS_FOR)) <= now.moment;
        if gone {
            self.dismiss();
            self.ends = (!self.waiting.is_empty()).then(|| now.moment.plus(STANDS_FOR));
        }
        gone
    }

    /// The next moment at which one goes.
    pub const fn next_wake(&self) -> Option<Moment> {
        self.ends
    }
}
