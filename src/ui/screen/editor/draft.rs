//! The text being edited, all that it was before, and what it unrolls to.

use super::Editor;
use crate::domain::body::Feet;
use crate::domain::catalogue::{Summary, Totals};
use crate::domain::desk::Kind;
use crate::domain::edit::Place;
use crate::domain::health::Guard;
use crate::domain::plan::{Choice, Plan};
use crate::domain::sheet::Sheet;
use crate::domain::words::health::of_steps;
use crate::ui::past::Past;

/// What the routine unrolls to.
#[derive(Clone, Debug)]
pub struct Unrolled {
    /// For two feet.
    pub plan: Plan,
    /// How long that takes, and for one foot.
    pub totals: Totals,
    /// Whether it is that of the text now: while something is wrong, it is that of the last text that could be read and
    /// was not half typed.
    pub is_now: bool,
}

/// The text and its past.
#[derive(Clone, Debug)]
pub struct Draft {
    text: String,
    sheet: Sheet,
    /// What the file holds; nothing before it is there.
    saved: Option<String>,
    /// What was opened; empty where it was proposed, so that it is somebody's work from the start.
    opened: String,
    past: Past<Place>,
    unrolled: Option<Unrolled>,
    /// The same of the last text that was not half typed and could be read: what is shown while something is wrong.
    settled: Option<Unrolled>,
    /// What the health profile says today.
    guard: Guard,
}

impl Editor {
    /// The same, with what the health profile says of it.
    #[must_use]
    pub fn guarded(mut self, guard: Guard) -> Self {
        self.draft.guard = guard;
        self.draft.unroll();
        self
    }
}

impl Draft {
    /// The text as it was opened.
    pub fn new(text: String, sheet: Sheet, kind: Kind) -> Self {
        let saved = matches!(kind, Kind::Own | Kind::Copy).then(|| text.clone());
        let opened = if kind == Kind::Proposed { String::new() } else { text.clone() };
        let mut draft = Self {
            text,
            sheet,
            saved,
            opened,
            past: Past::default(),
            unrolled: None,
            settled: None,
            guard: Guard::default(),
        };
        draft.unroll();
        draft.settle();
        draft
    }

    /// The text now.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What the file holds; empty before it is there.
    pub fn saved(&self) -> &str {
        self.saved.as_deref().unwrap_or_default()
    }

    /// Whether the file does not hold the text.
    pub fn is_changed(&self) -> bool {
        self.saved.as_ref() != Some(&self.text)
    }

    /// Whether somebody's work would be lost with it: a new one that nobody has changed holds none.
    pub fn holds_work(&self) -> bool {
        self.saved.as_ref().unwrap_or(&self.opened) != &self.text
    }

    /// The text as a form.
    pub const fn sheet(&self) -> &Sheet {
        &self.sheet
    }

    /// What it unrolls to.
    pub const fn unrolled(&self) -> Option<&Unrolled> {
        self.unrolled.as_ref()
    }

    /// The text is this one from now on; what it was is no part of the past yet.
    pub fn show(&mut self, text: String, sheet: Sheet) {
        (self.text, self.sheet) = (text, sheet);
        self.unroll();
    }

    /// The text is not one that is half typed.
    pub fn settle(&mut self) {
        if self.unrolled.as_ref().is_some_and(|unrolled| unrolled.is_now) {
            self.settled.clone_from(&self.unrolled);
        }
    }

    /// What the text was a change ago becomes part of the past.
    pub fn remember(&mut self, before: String, place: Place) {
        if before != self.text {
            self.past.remember(before, place);
        }
    }

    /// The file holds the text, or another one.
    pub fn is_saved(&mut self, file: Option<String>) {
        self.saved = Some(file.unwrap_or_else(|| self.text.clone()));
    }

    /// What is changed is so against this text from now on; against nothing where there was none.
    pub fn is_taken_from(&mut self, file: Option<String>) {
        self.saved = file;
    }

    /// The text a change ago, to be read and shown, and what was marked; from `place`, which is marked now.
    pub fn back(&mut self, place: Place) -> Option<(String, Place)> {
        self.past.back((self.text.clone(), place))
    }

    /// The same the other way.
    pub fn forth(&mut self, place: Place) -> Option<(String, Place)> {
        self.past.forth((self.text.clone(), place))
    }

    fn unroll(&mut self) {
        match &self.sheet.routine {
            Some(routine) => {
                let of_steps = of_steps(routine, &self.guard);
                let plan = Plan::unroll(routine, Choice::default());
                let totals = Summary::of(routine, Feet::Both).totals;
                self.unrolled = Some(Unrolled { plan, totals, is_now: true });
                for said in of_steps {
                    self.sheet.point_out(Some(said.number), Some(said.key), &said.sentence);
                }
            }
            None => {
                self.unrolled = self.settled.as_ref().map(|settled| Unrolled { is_now: false, ..settled.clone() });
            }
        }
    }
}
