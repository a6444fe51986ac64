//! What a text was, change by change, so that each can be undone and done again.

/// A text that was, and what was marked then.
type Was<M> = (String, M);

/// The past of a text, and what was undone of it.
#[derive(Clone, Debug)]
pub struct Past<M> {
    past: Vec<Was<M>>,
    future: Vec<Was<M>>,
}

impl<M> Default for Past<M> {
    fn default() -> Self {
        Self { past: Vec::new(), future: Vec::new() }
    }
}

impl<M> Past<M> {
    /// The text was this one before a change. What was undone before cannot be done again.
    pub fn remember(&mut self, text: String, mark: M) {
        self.past.push((text, mark));
        self.future.clear();
    }

    /// The text a change ago; from `now`.
    pub fn back(&mut self, now: Was<M>) -> Option<Was<M>> {
        let before = self.past.pop()?;
        self.future.push(now);
        Some(before)
    }

    /// The same the other way.
    pub fn forth(&mut self, now: Was<M>) -> Option<Was<M>> {
        let after = self.future.pop()?;
        self.past.push(now);
        Some(after)
    }
}
