//! What is not saved of the settings, kept aside for each window by itself.

use std::cell::RefCell;
use std::path::{Path, PathBuf};

use crate::store::drafts::{Draft, Drafts, Held};
use crate::store::error::StoreError;

/// How the drafts are called.
const NAME: &str = "draft";

/// The drafts of the settings. One that this window holds is as if it were not there to others.
#[derive(Debug)]
pub(super) struct Aside {
    drafts: Drafts,
    /// One that was left, as long as nobody said what is to become of it.
    offered: RefCell<Option<Held>>,
    /// Where what is not saved here is kept.
    mine: RefCell<Option<Held>>,
}

impl Aside {
    /// Below the folder of what belongs to this machine.
    pub(super) fn new(state: &Path) -> Self {
        Self { drafts: Drafts::of_settings(state), offered: RefCell::default(), mine: RefCell::default() }
    }

    /// What is offered where the file says `text`: this window's own, or the newest that no other one holds.
    pub(super) fn left(&self, text: &str) -> Option<Draft> {
        let is_other = |draft: &Draft| draft.text != text;
        // One that was offered before goes back to all first.
        self.offered.replace(None);
        if let Some(mine) = self.mine.borrow().as_ref() {
            return mine.place().draft().filter(is_other);
        }
        let (held, draft) = self.drafts.left(NAME, is_other)?;
        self.offered.replace(Some(held));
        Some(draft)
    }

    /// Keeps one, in the place of the one that was offered, if there is that.
    pub(super) fn keep(&self, draft: &Draft) -> Result<(), StoreError> {
        self.with_mine(|mine| mine.place().keep(draft))
    }

    /// Gives a text to a person's own editor; where.
    pub(super) fn lend(&self, text: &str) -> Result<PathBuf, StoreError> {
        self.with_mine(|mine| mine.place().lend(text))
    }

    /// None is needed any more: neither this window's own nor the one that was offered.
    pub(super) fn forget(&self) {
        for held in [self.mine.take(), self.offered.take()].into_iter().flatten() {
            held.place().forget();
        }
    }

    fn with_mine<T>(&self, act: impl FnOnce(&Held) -> Result<T, StoreError>) -> Result<T, StoreError> {
        let mut mine = self.mine.borrow_mut();
        let held = match mine.take().or_else(|| self.offered.take()) {
            Some(held) => held,
            None => self.drafts.begin(NAME)?,
        };
        act(mine.insert(held))
    }
}
